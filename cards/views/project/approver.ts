import type { Policies } from '../../../src/domain/project/policies.ts';
import { approvers, type Kind, kindPolicies, kinds } from '../../../src/domain/project/policies.ts';
import { joined, kindWords } from '../words.ts';

type Approver = Policies['approver'];

/** The word for each choice of who approves. */
export const approverWords: Record<Approver, string> = {
  owner: 'owner',
  coach: 'coach',
  client: 'customer',
  nobody: 'nobody',
};

const maxNames = 3;

/** "Approved by the coach (Carol)": who decides on submitted milestones. `names` hold the role. */
export function approvedBy(approver: Approver, names: readonly string[]): string {
  if (approver === 'nobody') return 'Nobody approves: done is done';
  const more = names.length - maxNames;
  const who = joined([...names.slice(0, maxNames), more > 0 && `${more} more`]);
  return `Approved by the ${approverWords[approver]} (${who || 'nobody yet'})`;
}

/** "owner; customer for client work; …": who approves where nobody was chosen. */
export function defaultApprovers(usual: Kind): string {
  const of = (kind: Kind) => kindPolicies[kind].defaults.approver;
  const others = approvers.flatMap((approver) => {
    const named = kinds.filter((kind) => of(kind) === approver && approver !== of(usual));
    return named.length > 0
      ? [`${approverWords[approver]} for ${named.map((kind) => kindWords[kind]).join(' and ')}`]
      : [];
  });
  return [approverWords[of(usual)], ...others].join('; ');
}
