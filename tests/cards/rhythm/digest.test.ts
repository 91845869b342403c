import { expect, it } from 'vitest';
import type { Card } from '../../../cards/model.ts';
import { renderText } from '../../../cards/render/text.ts';
import { type DigestFacts, digestCard } from '../../../cards/views/rhythm/digest.ts';
import type { SendTime } from '../../../cards/views/rhythm/sections.ts';
import { type DigestType, isForDigest, readRecord } from '../../../src/domain/events.ts';
import type { ProjectFacts } from '../../../src/domain/facts.ts';
import type { Blocker } from '../../../src/domain/health/blocker.ts';
import { healthOf, signalsOf } from '../../../src/domain/health/health.ts';
import type { Risk } from '../../../src/domain/health/risk.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { digestOf, type Happened } from '../../../src/domain/rhythm/digest.ts';
import { riskOf } from '../../domain/plan/plans.ts';
import { projectOf, stepOf } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

/** Friday, a moment after nine. */
const sent: SendTime = {
  slot: '2026-12-11T09:00:00.000Z',
  now: '2026-12-11T09:00:02.000Z',
  zone: 'Europe/London',
  today: '2026-12-11',
};
const yesterday = '2026-12-10T09:00:00.000Z';
const names = { ana: 'Ana', mo: 'Mo' };

type Given = {
  milestones?: ProjectFacts['milestones'];
  happened?: Happened[];
  blockers?: Blocker[];
  risks?: Risk[];
  project?: Partial<Project>;
  since?: string;
  sent?: Partial<SendTime>;
};

function draw({
  milestones = [],
  happened = [],
  blockers = [],
  risks = [],
  project,
  since = yesterday,
  ...more
}: Given) {
  const at = { ...sent, ...more.sent };
  const facts: ProjectFacts = {
    project: projectOf('launch', project),
    milestones,
    blockers,
    risks,
    decisions: [],
    noGos: [],
    invoices: [],
    actions: [],
    began: '2026-12-01T09:00:00.000Z',
  };
  const digest = digestOf(facts, happened, at.today, since.slice(0, 10));
  const of: DigestFacts = { facts, health: healthOf(signalsOf(facts, at.today)), digest, since, names };
  return digestCard(of, at);
}

const happened = (
  number: number,
  name: string,
  type: DigestType,
  { before, ...more }: Partial<Pick<Happened, 'milestone' | 'by' | 'note'>> & { before?: object } = {},
): Happened => {
  const record = readRecord(type, before, null);
  if (!isForDigest(record)) throw new Error(`a digest tells nothing of ${type}`);
  return {
    ...record,
    milestone: { id: `m${number}`, number, name, outcome: null },
    by: 'Mo',
    note: null,
    ...more,
  };
};

const blockerOf = (number: number, text: string, more: Partial<Blocker> = {}): Blocker => ({
  id: `b${number}`,
  projectId: 'p1',
  milestoneId: null,
  number,
  text,
  by: null,
  openedById: 'mo',
  openedAt: yesterday,
  clearedById: null,
  clearedAt: null,
  ...more,
});

const plan = [
  stepOf(1, 'Design', { status: 'done', dueDate: '2026-12-10' }),
  stepOf(2, 'Core API build', {
    status: 'in_progress',
    percent: 60,
    dueDate: '2026-12-09',
    blocksGoLive: true,
    assigneeId: 'mo',
  }),
  stepOf(3, 'Beta launch', { status: 'in_progress', percent: 80, dueDate: '2026-12-11', assigneeId: 'ana' }),
  stepOf(4, 'Docs', { status: 'blocked', percent: 20, dueDate: '2026-12-15', assigneeId: 'ana' }),
  stepOf(5, 'Pricing page', { status: 'in_progress', submittedAt: yesterday, assigneeId: 'mo' }),
  stepOf(6, 'Launch', { dueDate: '2026-12-18' }),
];

const events = [
  happened(1, 'Design', 'approved', { by: 'Olivia', note: 'Great work' }),
  happened(2, 'Core API build', 'progressed', { before: { percent: 40 }, note: 'OAuth flow works' }),
  happened(3, 'Beta launch', 'edited', { before: { dueDate: '2026-12-10' } }),
  happened(4, 'Docs', 'blocked', { by: 'Ana', note: 'waiting for the API key' }),
  happened(7, 'Blog post', 'dropped', { by: 'Olivia', note: 'nobody reads it' }),
];

const key = blockerOf(4, 'waiting for the API key', { milestoneId: 'm4', by: 'customer' });

const every = Array.from({ length: 7 }, (_, n) => n + 1).flatMap((n) => [
  stepOf(n, `Late ${n}`, { dueDate: '2026-12-01' }),
  stepOf(n + 10, `Soon ${n}`, { dueDate: '2026-12-14' }),
  stepOf(n + 20, `Submitted ${n}`, { submittedAt: yesterday }),
  stepOf(n + 30, `Started ${n}`, { status: 'in_progress' }),
]);

const each: Happened[] = [
  happened(1, 'One', 'done'),
  happened(2, 'Two', 'returned', { by: 'Olivia', note: 'The pricing page\nis missing' }),
  happened(3, 'Three', 'reopened'),
  happened(4, 'Four', 'edited', { before: { dueDate: null } }),
  happened(5, 'Five', 'edited', { before: { dueDate: '2026-12-14' } }),
  happened(6, 'Six', 'unblocked', { note: 'the key came' }),
  happened(7, 'Seven', 'started'),
  happened(8, 'Eight', 'created'),
  happened(9, 'Nine', 'progressed', { before: { percent: null } }),
];
const states: Partial<(typeof plan)[number]>[] = [
  { status: 'done' },
  {},
  {},
  { dueDate: '2026-12-30' },
  {},
  {},
  { status: 'in_progress' },
  {},
  { status: 'in_progress', percent: 10 },
];
const eachStep = states.map((more, n) => stepOf(n + 1, each[n]?.milestone?.name ?? '', more));
const half = (from: number, to: number) =>
  draw({ milestones: eachStep.slice(from, to), happened: each.slice(from, to) });

const digests: Shown[] = [
  ['a day with everything', draw({ milestones: plan, happened: events, blockers: [key] })],
  ['a calm day', draw({ milestones: [stepOf(6, 'Launch', { dueDate: '2026-12-18', assigneeId: 'ana' })] })],
  [
    'on track, and something has changed',
    draw({
      milestones: [stepOf(6, 'Launch', { status: 'done' })],
      happened: [happened(6, 'Launch', 'done')],
    }),
  ],
  [
    'asked for, when there is nothing',
    draw({ milestones: [stepOf(6, 'Launch')], since: '2026-12-04T09:00:00.000Z' }),
  ],
  ['asked for twice on a day', draw({ since: '2026-12-11T08:30:00.000Z', project: { target: null } })],
  [
    'with more than it says',
    draw({
      milestones: every,
      happened: every
        .slice(-28)
        .filter(({ status }) => status === 'in_progress')
        .map(({ number, name }) => happened(number, name, 'started')),
      blockers: Array.from({ length: 7 }, (_, n) => blockerOf(n + 1, `reason ${n + 1}`)),
    }),
  ],
  ['what may have changed', half(0, 5)],
  ['what else may have changed', half(5, 9)],
  [
    'with something in the way of all',
    draw({
      happened: [happened(0, '', 'blocker_opened', { milestone: null, note: 'the venue is closed' })],
      blockers: [blockerOf(1, 'the venue is closed')],
    }),
  ],
  ['on the day of the go-live', draw({ milestones: plan.slice(2, 3), project: { target: '2026-12-11' } })],
  ['after the go-live was to be', draw({ milestones: plan.slice(2, 3), project: { target: '2026-12-09' } })],
  [
    'on the day that a risk was to be resolved by',
    draw({
      milestones: plan.slice(2, 3),
      risks: [
        riskOf(3, 'The payment provider is not approved', '2026-12-11'),
        riskOf(4, 'no venue', '2026-12-01'),
      ],
    }),
  ],
  ['sent late', draw({ milestones: plan.slice(2, 3), sent: { now: '2026-12-11T12:00:00.000Z' } })],
  [
    'sent a day late',
    draw({ milestones: plan.slice(2, 3), sent: { now: '2026-12-12T12:00:00.000Z', today: '2026-12-12' } }),
  ],
  [
    'with what somebody wrote to be clever',
    draw({
      milestones: [stepOf(4, '<!channel> *Docs*', { status: 'blocked' })],
      happened: [
        happened(4, '<!channel> *Docs*', 'blocked', { by: '@everyone', note: '<at>all</at> {{DATE(now)}}' }),
      ],
      blockers: [blockerOf(1, '[x](https://evil.example)', { milestoneId: 'm4' })],
    }),
  ],
];

it('a digest reads alike and well on both platforms', async () => {
  await expect(sideBySide('Digest', digests)).toMatchFileSnapshot('digest.golden.md');
});

it('a digest leaves out what there is nothing of', () => {
  const [, calm] = digests[1] as Shown;
  expect(JSON.stringify(calm)).not.toMatch(/Overdue|Changed|Waiting|Blockers|late/);
});

it('a digest begins with what is late', () => {
  const [, card] = digests[0] as Shown;
  const said = renderText(card as Card).split('\n');
  const order = ['Overdue', 'Blockers', 'Waiting for approval', 'Due soon'];
  expect(said.filter((line) => order.includes(line))).toEqual(order);
  expect(said.findIndex((line) => line.startsWith('Changed'))).toBeGreaterThan(said.indexOf('Due soon'));
});
