import { expect, it } from 'vitest';
import { note } from '../../../cards/model.ts';
import { comparisonCard, stageMetricsCard, stageRecordsCard } from '../../../cards/views/stages/metrics.ts';
import { portfolioCard } from '../../../cards/views/stages/portfolio.ts';
import { bulkQuestion, bulkResults, queueCard } from '../../../cards/views/stages/queue.ts';
import { pageOf } from '../../../src/domain/page.ts';
import { compareStages, stageMetrics } from '../../../src/domain/stages/metrics.ts';
import type { PortfolioLine } from '../../../src/domain/stages/portfolio.ts';
import type { QueueEntry, Submission } from '../../../src/domain/stages/queue.ts';
import { at, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const id = (nth: number) => `0198c0de-0000-7000-8000-${String(nth).padStart(12, '0')}`;

const entry = (nth: number, more: Partial<QueueEntry> = {}): QueueEntry => ({
  kind: 'submission',
  percent: null,
  note: null,
  id: id(nth),
  nth,
  project: { id: 'acme', name: 'Acme' },
  milestone: { number: nth + 5, name: 'Call ten leads', outcome: null, version: 3, stage: null },
  partOf: 'First customer',
  by: 'Mo',
  since: at,
  evidence: [],
  pieces: 0,
  ...more,
});

const contract = {
  kind: 'link',
  title: 'Signed contract',
  url: 'https://example.com/contract',
  value: null,
} as const;
const figure = { kind: 'metric', title: 'Calls', url: null, value: '12' } as const;

const stage = entry(2, {
  project: { id: 'bolt', name: 'Bolt' },
  milestone: { number: 2, name: 'First customer', outcome: null, version: 9, stage: 'first_customer' },
  partOf: null,
  evidence: [contract, figure, contract],
  pieces: 5,
});

const long = 'A name that nobody would write, but that people can paste from somewhere else '
  .repeat(2)
  .trim();
const longEntry = (nth: number) =>
  entry(nth, {
    project: { id: 'acme', name: long },
    milestone: { number: nth, name: long, outcome: null, version: 1, stage: null },
    partOf: long,
    evidence: [1, 2, 3].map((n) => ({
      ...contract,
      title: `${n} ${long}`,
      url: `https://example.com/${'a'.repeat(300)}`,
    })),
    pieces: 12,
  });

const pageWith = (lines: QueueEntry[], asked = 0, page = 1) => ({ ...pageOf(lines, page), asked });

const submissionOf = (
  { kind, id: of, project, milestone }: QueueEntry,
  more: Partial<Submission> = {},
): Submission => ({
  kind,
  id: of,
  project,
  milestone,
  outcome: 'open',
  decidedBy: null,
  ...more,
});

const line = (name: string, more: Partial<PortfolioLine> = {}): PortfolioLine => ({
  project: { id: name, name },
  stage: 'first_customer',
  days: 12,
  severity: 0,
  reason: null,
  lastUpdate: today,
  silentDays: 0,
  openTasks: 4,
  waiting: 0,
  trend: null,
  ...more,
});

const followed = [
  line('Acme', {
    severity: 2,
    reason: 'Milestone 6 · Call ten leads is 3 days overdue and blocks go-live',
    trend: { is: 'slower', median: 8 },
    waiting: 2,
  }),
  line('Bolt', { days: 1, trend: { is: 'faster', median: 8.5 }, openTasks: 1, lastUpdate: null }),
  line('Crux', { stage: null, days: null, openTasks: 0 }),
];

const ofStage = { number: 6, name: 'Call ten leads', outcome: null, stage: 'value_baseline' } as const;
const path = {
  began: '2026-12-01T09:00:00.000Z',
  zone: 'Europe/London',
  steps: [{ stage: 'value_baseline', achieved: true, at: '2026-12-05T09:00:00.000Z' }] as const,
};
const records = {
  ...path,
  tasks: [
    {
      ...ofStage,
      isDone: true,
      isSubmitted: false,
      firstAt: '2026-12-01T09:00:00.000Z',
      doneAt: '2026-12-03T21:00:00.000Z',
    },
    {
      ...ofStage,
      number: 7,
      isDone: false,
      isSubmitted: true,
      firstAt: '2026-12-01T09:00:00.000Z',
      doneAt: null,
    },
    {
      ...ofStage,
      number: 8,
      isDone: false,
      isSubmitted: false,
      firstAt: '2026-12-01T09:00:00.000Z',
      doneAt: null,
    },
  ],
  updates: [{ ...ofStage, at, by: 'Mo', percent: 50, note: 'Half of them answered' }],
  decisions: [
    { ...ofStage, decision: 'approved' as const, at, by: 'Cora' },
    { ...ofStage, number: 7, decision: 'returned' as const, at, by: 'Cora' },
  ],
  evidence: [{ ...ofStage, title: 'Notes of the calls', url: 'https://example.com/notes', at, by: 'Mo' }],
};
const stages = stageMetrics(records, today);
const compared = compareStages(
  [
    { id: 'acme', ...path },
    { id: 'bolt', ...path, steps: [] },
  ],
  () => today,
  'acme',
);
const acme = { id: 'acme', name: 'Acme' };
const [first] = stages;
if (!first) throw new Error('there are five stages');

const refusal = note(
  'Approval needs at least one piece of evidence.',
  [],
  [{ label: 'Add evidence', command: 'evidence', input: { milestone: '6' }, about: { project: 'acme' } }],
);

const shown: Shown[] = [
  ['what waits', queueCard(pageWith([entry(1), stage], 1), 1, undefined)],
  ['in a channel of one of them', queueCard(pageWith([entry(1), stage]), 1, { projectId: 'acme' })],
  ['with one entry', queueCard(pageWith([stage]), 1, undefined)],
  [
    'on the second page',
    queueCard(
      pageWith(
        Array.from({ length: 17 }, (_, n) => entry(n + 1)),
        0,
        2,
      ),
      1,
      undefined,
    ),
  ],
  [
    'as long as it gets',
    queueCard(pageWith(Array.from({ length: 17 }, (_, n) => longEntry(n + 1))), 1, undefined),
  ],
  ['with nothing', queueCard(pageWith([], 2), 1, undefined)],
  ['of somebody who coaches nothing', queueCard(pageWith([]), 0, undefined)],
  [
    'the question about several',
    bulkQuestion(
      { verb: 'approve', entries: [submissionOf(entry(1)), submissionOf(stage)], reason: 'Great work.' },
      ['Your queue has no number 9.'],
    ),
  ],
  [
    'the question about fifteen',
    bulkQuestion(
      {
        verb: 'return',
        entries: Array.from({ length: 15 }, (_, n) => submissionOf(longEntry(n + 1))),
        reason: long.repeat(6),
      },
      [],
    ),
  ],
  [
    'how they ended',
    bulkResults(
      'approve',
      [
        { entry: submissionOf(stage), is: 'decided', line: '2 · First customer is achieved.' },
        {
          entry: submissionOf(entry(3), { outcome: 'returned', decidedBy: 'Dan' }),
          is: 'stale',
          why: 'returned',
        },
        { entry: submissionOf(entry(4)), is: 'stale', why: 'changed' },
        { entry: submissionOf(entry(1)), is: 'refused', card: refusal },
      ],
      1,
      undefined,
    ),
  ],
  ['a portfolio', portfolioCard(followed, today, { page: undefined, shown: undefined })],
  [
    'a long one',
    portfolioCard(
      Array.from({ length: 31 }, (_, n) => line(`${n + 1} ${long}`, { severity: 1, reason: long.repeat(3) })),
      today,
      { page: 2, shown: { projectId: null } },
    ),
  ],
  ['the figures of a company', stageMetricsCard({ project: acme, stages, compared, companies: 2, today })],
  ['the same for a member', stageMetricsCard({ project: acme, stages, compared: [], companies: 0, today })],
  ...(['tasks', 'updates', 'approvals', 'evidence'] as const).map(
    (figure): Shown => [
      `records: ${figure}`,
      stageRecordsCard(first, figure, { project: acme, page: undefined }),
    ],
  ),
  ['all companies compared', comparisonCard(compared, 2)],
  ['no portfolio', portfolioCard([], today, { page: undefined, shown: undefined })],
];

it('the queue and the portfolio of a coach read on both platforms', async () => {
  await expect(sideBySide('Queue and portfolio', shown)).toMatchFileSnapshot('queue.golden.md');
});
