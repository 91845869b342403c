import type { Tx } from '../../../db/database.ts';
import type { GroupOffer } from '../../domain/outcome.ts';
import { distinctLabels } from '../../domain/people/namesakes.ts';
import type { Who } from '../../domain/project/access.ts';
import { fieldsOf } from '../../grammar/slot.ts';
import type { IdentifiedRequest } from '../identified-request.ts';
import { typedKey } from '../read-request.ts';
import { fixReferences } from './fix-references.ts';
import type { GroupLookup } from './group.ts';

/** The input of one button; Slack allows 2,000 characters for its whole value. */
const maxInputCharacters = 1_200;

/**
 * Returns the buttons that repeat a request with one member in place of the group. `known` is the input, as text
 * by field. Offers nobody to a sender who may not see the members.
 */
export async function offerOf(
  tx: Tx,
  who: Who,
  { read: { command }, group }: Pick<IdentifiedRequest, 'read' | 'group'>,
  known: Record<string, string>,
): Promise<{ name?: string; offer?: GroupOffer }> {
  if (!group) return {};
  const { name, typed } = group;
  const base = { command: command.name, platform: who.platform };
  if (group.is === 'listed' && !maySee(group, who))
    return { name, offer: { ...base, is: 'none', why: 'hidden' } };
  const fixed = { ...(await fixReferences(tx, who, command, known)), [typedKey]: 'yes' };
  const people = fieldsOf(command.input).filter(({ slot }) => slot.is === 'person' || slot.people);
  const withPerson = (token: string) => ({
    ...fixed,
    ...Object.fromEntries(
      people.flatMap((field) => {
        const value = known[field.name];
        return value === undefined ? [] : [[field.name, value.replace(typed, () => token)]];
      }),
    ),
  });
  if (group.is === 'unlisted') {
    const retry = group.why === 'no_answer' && isShort(fixed) ? { again: fixed } : {};
    return { name, offer: { ...base, is: 'none', why: group.why, ...retry } };
  }
  const labels = distinctLabels(
    group.choices.map((one) => ({ name: one.name, emails: [], on: [], handles: [one.user] })),
  );
  const members = group.choices.map(({ token }, nth) => ({
    name: labels[nth] ?? '',
    input: withPerson(token),
  }));
  return {
    name,
    offer: {
      ...base,
      is: 'members',
      members: members.filter(({ input }) => isShort(input)),
      others: group.others,
    },
  };
}

const maySee = ({ isOpen, hasAsker }: Extract<GroupLookup, { is: 'listed' }>, { affiliation }: Who) =>
  hasAsker || (isOpen && affiliation === 'member');

const isShort = (input: Record<string, string>) => JSON.stringify(input).length <= maxInputCharacters;
