import { expect, it } from 'vitest';
import type { Card } from '../../cards/model.ts';
import { commandHelpCard, groupHelpCard, helpCard } from '../../cards/views/help.ts';
import { helloCard } from '../../cards/views/project/hello.ts';
import { historyCard } from '../../cards/views/project/history.ts';
import { linkCodeCard } from '../../cards/views/project/link.ts';
import { roomLostCard } from '../../cards/views/project/room-lost.ts';
import { commandsOf, groupNames, type Reader } from '../../src/commands/groups.ts';
import { helped, helpedIn } from '../../src/commands/help.ts';
import { commands, registry } from '../../src/commands/registry.ts';
import { approve } from '../../src/commands/review/approve.ts';
import { readRecord } from '../../src/domain/events.ts';
import type { Refusal } from '../../src/domain/outcome.ts';
import { pageOf } from '../../src/domain/page.ts';
import type { HistoryEntry } from '../../src/domain/project/history.ts';
import { refused } from '../../src/runner/refused.ts';
import { at, projectOf, today } from '../support/cards/facts.ts';
import { type Shown, sideBySide } from '../support/cards/side-by-side.ts';
import { undoRefusals } from '../support/cards/undo-refusals.ts';
import { samples } from './event-samples.ts';

const card = (refusal: Refusal): Card => {
  const reply = refused(registry, refusal);
  if (reply.is !== 'refused') throw new Error('a refusal is a refusal');
  return reply.card;
};

const refusals: Refusal[] = [
  { is: 'unknown_command', typed: 'progess', nearest: 'progress' },
  { is: 'unknown_command', typed: 'dance' },
  {
    is: 'invalid',
    command: 'progress',
    problems: [
      { field: 'percent', message: 'Percent must be a whole number from 0 to 100; you wrote “140”.' },
    ],
    understood: { Milestone: '3', Note: 'OAuth flow works' },
  },
  { is: 'no_project' },
  { is: 'which_project', names: ['Apollo', 'Hermes', 'Zeus'] },
  { is: 'not_found', what: 'milestone', typed: '9' },
  { is: 'not_found', what: 'item', typed: '3.9' },
  { is: 'not_found', what: 'person', typed: '@bob' },
  { is: 'not_found', what: 'project', typed: 'Hermes' },
  { is: 'not_found', what: 'command', typed: 'dance' },
  { is: 'ambiguous', what: 'milestone', typed: 'test', candidates: ['3 · Load test', '4 · Smoke test'] },
  { is: 'ambiguous', what: 'person', typed: '@ann', candidates: ['Ann Lee', 'Ann Moor'] },
  { is: 'ambiguous', what: 'project', typed: 'a', candidates: ['Apollo', 'Artemis'] },
  { is: 'not_allowed', needs: ['owner'], has: 'contributor', holders: ['Olivia'] },
  { is: 'not_allowed', needs: ['coach'], has: 'owner', holders: ['Cora', 'Cy'], command: 'approve' },
  { is: 'not_allowed', needs: ['client'], has: 'owner', holders: [] },
  {
    is: 'not_allowed',
    needs: ['owner', 'coach', 'contributor'],
    has: 'none',
    holders: ['Olivia', 'Mo', 'Ana'],
  },
  { is: 'unverified', platform: 'slack' },
  {
    is: 'wrong_status',
    name: '3 · Beta launch',
    status: 'in progress',
    allowed: ['submit', 'block'],
    milestone: 3,
  },
  {
    is: 'wrong_status',
    name: '3 · Beta launch',
    status: 'in progress',
    allowed: [],
    hint: 'The owner approves milestones of this project. Ask for approval with “submit 3”.',
  },
  {
    is: 'demo_open',
    name: '3 · Beta launch',
    steps: [
      { number: '3.2', text: 'Log in with a customer’s account' },
      { number: '3.3', text: 'Pay an invoice' },
    ],
  },
  { is: 'already_done', what: '3 · Beta launch was approved', by: 'Olivia', at },
  { is: 'stale' },
  { is: 'nothing_to_choose', what: 'risk' },
  {
    is: 'changed_since',
    what: '3 · Beta launch',
    happened: [
      {
        type: 'submitted',
        before: {},
        after: {},
        at,
        by: 'Mo',
        milestone: null,
        platform: 'slack',
        note: null,
      },
      {
        type: 'recalled',
        before: {},
        after: {},
        at,
        by: 'Mo',
        milestone: null,
        platform: 'slack',
        note: null,
      },
    ],
    today,
  },
  ...undoRefusals.map((undo) => ({ is: 'cannot_undo' as const, undo })),
  { is: 'group', typed: '@here', name: '@here' },
  {
    is: 'group',
    typed: '<@group:T1/S1|devs>',
    name: '@devs',
    offer: {
      is: 'members',
      command: 'new',
      platform: 'slack',
      members: ['Ana', 'Mo'].map((name) => ({ name, input: { name: 'Load test', owner: `@${name}` } })),
      others: 7,
    },
  },
  ...(['no_permission', 'hidden', 'tag', 'no_answer'] as const).map((why) => ({
    is: 'group' as const,
    typed: '<@group:T1/C1|#ops>',
    name: '#ops',
    offer: { is: 'none' as const, command: 'new', platform: 'teams' as const, why },
  })),
  {
    is: 'rule',
    sentence: 'The shares of the milestones sum to 90, not 100: 10 too few.',
    next: 'Change them with “edit 3 share:30”.',
  },
  ...(['busy', 'unreachable', 'full', 'defect', 'unknown'] as const).map((why) => ({
    is: 'trouble' as const,
    why,
  })),
];

it('a refusal says what happened and what to do next', async () => {
  const shown = refusals.map((one): Shown => [titleOf(one), card(one)]);
  await expect(sideBySide('Refusals', shown)).toMatchFileSnapshot('refusals.golden.md');
});

const titleOf = (refusal: Refusal) =>
  `${refusal.is.replaceAll('_', ' ')}${refusal.is === 'cannot_undo' ? `, ${refusal.undo.why}` : ''}${'what' in refusal && refusal.is !== 'already_done' ? `, ${refusal.what}` : ''}`;

const noted = [
  'progressed',
  'blocked',
  'returned',
  'dropped',
  'reopened',
  'blocker_opened',
  'blocker_cleared',
];

const entries: HistoryEntry[] = Object.entries(samples).map(([type, { before, after }], n) => ({
  ...readRecord(type, before, after),
  at,
  by: 'Mo',
  milestone: /^(project|policy|room|code|person|role)/.test(type)
    ? null
    : { number: 3, name: 'Beta launch', outcome: null },
  platform: (['slack', 'teams', 'cli'] as const)[n % 3] ?? 'slack',
  note: noted.includes(type) ? 'a word about it' : null,
}));

const owner: Reader = { role: 'owner', project: projectOf('launch') };
const customer: Reader = { role: 'client', project: projectOf('client') };
const stranger: Reader = { role: 'none', project: undefined };
const groupsOf = (reader: Reader) =>
  groupNames.map((name) => ({ name, commands: helpedIn(commandsOf(name, reader), commands) }));

const answers: Shown[] = [
  ['hello', helloCard()],
  ['help', helpCard(owner, groupsOf(owner))],
  ['help outside a project', helpCard(stranger, groupsOf(stranger))],
  ['help for a customer', helpCard(customer, groupsOf(customer))],
  ...groupsOf(owner).map((group): Shown => [`help for the group ${group.name}`, groupHelpCard(group)]),
  ['help for a group and a command', commandHelpCard(helped(approve), groupsOf(owner)[2])],
  ...commands
    .filter(({ fromCard }) => !fromCard)
    .map((one): Shown => [`help ${one.name}`, commandHelpCard(helped(one))]),
  ['link', linkCodeCard({ purpose: 'team', project: 'Apollo' }, 'K7QM-3XPD')],
  ['link as:customer', linkCodeCard({ purpose: 'customer', project: 'Apollo' }, 'K7QM-3XPD')],
  ['link me', linkCodeCard({ purpose: 'person', project: null }, 'K7QM-3XPD')],
  ...[1, 2, 3, 4, 5].map(
    (page): Shown => [`history, page ${page}`, historyCard('Apollo, history', pageOf(entries, page), today)],
  ),
  ['history of nothing', historyCard('Apollo, history', pageOf([]), today)],
  [
    'a room that was lost',
    roomLostCard({ project: 'Apollo', room: '#apollo', platform: 'slack', why: 'the channel is archived' }),
  ],
  [
    'a room without a name that was lost',
    roomLostCard({ project: 'Apollo', room: null, platform: 'teams', why: 'the bot was removed' }),
  ],
];

it('answers read alike and well on both platforms', async () => {
  await expect(sideBySide('Answers', answers)).toMatchFileSnapshot('answers.golden.md');
});
