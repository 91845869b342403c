import type { MilestoneFacts } from '../facts.ts';
import { type Outcome, ok, rule } from '../outcome.ts';
import type { Who } from '../project/access.ts';
import { isCoached } from '../project/policies.ts';

/**
 * Refuses a coach who belongs to the company and decides on their own work, where the policy asks for impartial
 * coaches (STG-2, APR-7). `authorIds` are those whose work it is.
 */
export function requireImpartial(
  facts: Pick<MilestoneFacts, 'project' | 'approvers'>,
  who: Who,
  authorIds: readonly (string | null)[],
): Outcome<true> {
  if (!isOfCompany(facts, who) || !authorIds.includes(who.person.id)) return ok(true);
  const others = facts.approvers.filter(({ id }) => id !== who.person.id).map(({ name }) => name);
  return rule(
    `You belong to ${facts.project.name}, so you cannot decide on your own work.`,
    others.length > 0
      ? `Ask ${others.slice(0, 3).join(' or ')}. The policy is “impartial”.`
      : 'Another coach can decide. An administrator gives the role with “role @name coach”.',
  );
}

/** Whether a coach belongs to the company that they decide about, and the policy asks for impartial coaches. */
export const isOfCompany = (
  { project, approvers }: Pick<MilestoneFacts, 'project' | 'approvers'>,
  who: Who,
): boolean =>
  isCoached(project.kind) &&
  project.policies.impartial &&
  approvers.some(({ id, ofCompany }) => id === who.person.id && ofCompany === true);
