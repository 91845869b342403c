import { mergeUndoDays } from '../../../src/domain/people/merge.ts';
import type { Platform } from '../../../src/domain/platform.ts';
import { type Role, roles } from '../../../src/domain/project/roles.ts';
import { type Block, type Card, code, note, plain, strong, text } from '../../model.ts';
import { andList, platformWords, roleWords } from '../words.ts';

/** One of the two accounts in a merge request. */
export type MergeParty = {
  name: string;
  on: Platform[];
  admin: boolean;
  holdings: { project: string; role: string }[];
};

/** Words a role; administration has its own words. */
const wordOf = (role: string) => (isRole(role) ? roleWords[role] : role);
const isRole = (role: string): role is Role => roles.some((one) => one === role);

/** A role that somebody would gain by a merge. `project` null: administration. */
export type MergeGain = { project: string | null; role: string; for: string };

/** "Olivia (Slack)". */
export const partyName = ({ name, on }: Pick<MergeParty, 'name' | 'on'>): string =>
  on.length === 0 ? name : `${name} (${andList(on.map((platform) => platformWords[platform]))})`;

/** Projects named per person. */
const maxHoldings = 8;

function holdingsWords({ admin, holdings }: MergeParty): string {
  const held = holdings.filter(({ role }) => role !== 'none');
  const named = held.slice(0, maxHoldings).map(({ project, role }) => `${wordOf(role)} of ${project}`);
  const rest = held.length - named.length;
  const all = [
    ...(admin ? ['administrator of this Milepost'] : []),
    ...named,
    ...(rest > 0 ? [`a role in ${rest} more`] : []),
  ];
  return all.length > 0 ? andList(all) : 'no role';
}

const partyList = (parties: readonly MergeParty[]): Block => ({
  is: 'list',
  items: parties.map((party) => ({
    spans: [strong(partyName(party)), plain(`: ${holdingsWords(party)}`)],
  })),
});

const answerActions = (request: string, yes: string): Pick<Card, 'actions'> => ({
  actions: [
    { label: yes, command: 'merge', input: { request, answer: 'yes' }, style: 'primary' },
    { label: 'No', command: 'merge', input: { request, answer: 'no' }, style: 'danger' },
  ],
});

/** Asks one of the two people whether both accounts are theirs. */
export const mergeQuestion = (request: string, parties: readonly MergeParty[], days: number): Card => ({
  ...note('Are both of these accounts yours?', [
    partyList(parties),
    text('Say yes with both accounts to make them one person. Each account then has the roles of both.'),
    text('If somebody asked you to type a code, say No: they would get your roles.', 'alert'),
    text(`Nothing changes until both have agreed. The request expires after ${days} days.`, 'quiet'),
  ]),
  ...answerActions(request, 'Yes, both are mine'),
});

/** Asks a person who assigns roles to allow a merge that gives somebody a higher role. */
export const mergeConsent = (
  request: string,
  parties: readonly MergeParty[],
  raises: readonly MergeGain[],
): Card => ({
  ...note('Two accounts want to become one person', [
    partyList(parties),
    text('Both have agreed. You decide, because this gives somebody more rights:'),
    gainList(raises),
  ]),
  ...answerActions(request, 'Allow'),
});

const gainList = (raises: readonly MergeGain[]): Block => ({
  is: 'list',
  items: raises.slice(0, maxHoldings).map(({ project, role, for: name }) => ({
    spans: [plain(`${name} would become ${wordOf(role)}${project === null ? '' : ` of ${project}`}`)],
  })),
});

/** The state of a merge after an answer. */
export type MergeStatus =
  | { is: 'waiting'; for: string[] }
  | { is: 'declined'; by: string }
  | { is: 'done' }
  | { is: 'parted'; by: string };

/** Shows those concerned how a request or a merge stands. */
export function mergeStatusCard(parties: readonly MergeParty[], stand: MergeStatus): Card {
  const names = andList(parties.map(partyName));
  switch (stand.is) {
    case 'waiting':
      return note(`Waiting for ${andList(stand.for)}.`, [
        text(`${names} become one person once everybody has agreed. Nothing has changed yet.`),
      ]);
    case 'declined':
      return note(`${stand.by} declined to link two accounts.`, [
        text(`${names} stay two people. Nothing changed.`),
      ]);
    case 'done':
      return note(`${names} are one person now.`, [
        partyList(parties),
        text([
          plain('Each account has the roles of both. To undo it, they can type '),
          code('unlink me'),
          plain(` within ${mergeUndoDays} days.`),
        ]),
      ]);
    case 'parted':
      return note(`${stand.by} separated two linked accounts.`, [
        text(`${names} are two people again, each with the roles they had before.`),
      ]);
    default:
      return stand satisfies never;
  }
}
