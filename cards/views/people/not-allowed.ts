import type { Refusal } from '../../../src/domain/outcome.ts';
import type { Role } from '../../../src/domain/project/roles.ts';
import { type Card, code, note, plain, type Span, text } from '../../model.ts';
import { oneOf, orList, roleWords } from '../words.ts';

/** What a command does to a milestone, where its name says so: "Only a coach can approve this." */
const deeds: Readonly<Partial<Record<string, string>>> = Object.fromEntries(
  [
    'approve',
    'return',
    'submit',
    'start',
    'block',
    'unblock',
    'reopen',
    'recall',
    'edit',
    'move',
    'drop',
  ].map((command) => [command, command]),
);

/** Says which role it takes and whom to ask: "Only a coach can approve this. Ask Carol." */
export function notAllowedCard({ needs, holders, command = '' }: Refusal & { is: 'not_allowed' }): Card {
  // Where even a viewer may, the person has no role at all.
  if (needs.includes('viewer'))
    return note('You have no role in this project.', [
      text(`Ask ${holders.length > 0 ? orList(holders.slice(0, 5)) : 'an owner or coach'} to give you one.`),
    ]);
  const [role] = needs;
  return note(
    `Only ${oneOf(needs)} can ${deeds[command] ?? 'do'} this.`,
    [text(askWords(needs, holders))],
    holders.length === 0 && role ? [{ label: 'Give the role', command: 'role', input: { role } }] : [],
  );
}

/** "Ask Carol." Without a holder, how to appoint one. */
function askWords(needs: readonly Role[], holders: string[]): Span[] {
  if (holders.length > 0) return [plain(`Ask ${orList(holders.slice(0, 5))}.`)];
  const [role] = needs;
  return [
    plain('Nobody has that role yet. To give it to somebody, type '),
    code(`role @name ${role && roleWords[role]}`),
    plain('.'),
  ];
}
