import { expect, it } from 'vitest';
import { contingenciesCard, contingencyCard } from '../../../cards/views/launch/contingency.ts';
import { decisionCard, decisionsCard } from '../../../cards/views/launch/decision.ts';
import { decidedNews } from '../../../cards/views/launch/decision-news.ts';
import { shiftCard } from '../../../cards/views/launch/remedy.ts';
import { newContingency } from '../../../src/domain/launch/contingency.ts';
import { newDecision, newVote, type Verdict } from '../../../src/domain/launch/decision-point.ts';
import type {
  ContingencyFacts,
  DecisionFacts,
  DecisionWithVotes,
  LaunchFacts,
} from '../../../src/domain/launch/launch.ts';
import { at, olivia, projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

type Step = LaunchFacts['milestones'][number];
const step = (number: number, name: string, more: Partial<Step> = {}): Step => ({
  outcome: null,
  id: `m${number}`,
  parentId: null,
  number,
  name,
  status: 'upcoming',
  priority: 'p2',
  startDate: null,
  dueDate: null,
  version: 1,
  items: [],
  reviews: [],
  ...more,
});
const launch: LaunchFacts = {
  project: projectOf('launch'),
  milestones: [
    step(1, 'Core API', { priority: 'p0', status: 'done', items: [{ done: true }, { done: true }] }),
    step(2, 'Sign-up', {
      priority: 'p0',
      status: 'in_progress',
      startDate: '2026-12-01',
      dueDate: '2026-12-14',
      items: [{ done: false }],
    }),
    step(3, 'Docs', { priority: 'p3', startDate: '2026-12-14', dueDate: '2026-12-16' }),
  ],
  invoices: [],
  blockers: [{ id: 'b1', number: 1, milestoneId: 'm2' }],
  metrics: [{ name: 'page load', value: '1.4 s', target: '< 2 s', standing: { is: 'met' } }],
};
const many: LaunchFacts = {
  ...launch,
  milestones: Array.from({ length: 12 }, (_, n) => step(n + 1, `Step ${n + 1}`, { dueDate: '2026-12-16' })),
};
const of = { id: 'd1', projectId: 'p1', createdById: 'olivia', number: 2 };
const point = newDecision({
  ...of,
  question: 'Go for 18 Dec?',
  on: '2026-12-16',
  criteria: [
    'at least 80% of p0 items done',
    'no open p0 blockers',
    'metric "page load" met',
    'all milestones before 2026-12-15 done',
    'stable for 4h',
  ],
  fallback: 'shift launch 7 days',
});
const voteOf = (name: string, choice: Verdict | null = null, note: string | null = null) => ({
  ...newVote({ id: name, projectId: 'p1', decisionId: 'd1', personId: name }),
  choice,
  note,
  at: choice && at,
  voter: { ...olivia, name },
});
const decided = (more: Partial<DecisionWithVotes>, facts = launch): DecisionFacts => ({
  ...facts,
  decision: { ...point, votes: [], decidedBy: null, ...more },
});
const no = {
  outcome: 'no_go' as const,
  outcomeNote: 'Bo: the tests fail',
  decidedAt: at,
  decidedBy: 'Bo',
  criteria: point.criteria.map(({ text }, n) => ({
    text,
    met: n % 2 === 0,
    figure: n === 0 ? '4 of 5, 80 %' : '',
  })),
  votes: [voteOf('Ana', 'go'), voteOf('Bo', 'no_go', 'the tests fail')],
} satisfies Partial<DecisionWithVotes>;
const plan = newContingency({
  ...of,
  on: '2026-12-09',
  when: 'at least 30% of p0 items incomplete',
  action: 'shift launch 7 days',
});
const proposed = (more: Partial<ContingencyFacts['contingency']> = {}, facts = launch): ContingencyFacts => ({
  ...facts,
  contingency: { ...plan, decidedBy: null, ...more },
});

const draw = (facts: DecisionFacts) => decisionCard(facts, { today });
const propose = (facts: ContingencyFacts) => contingencyCard(facts, { today });
const open = decided({ votes: [voteOf('Ana'), voteOf('Bo', 'conditions', 'docs are there')] });

const shown: Shown[] = [
  ['a decision that waits for votes', draw(open)],
  ['on its day, without voters and criteria', draw(decided({ on: today, criteria: [], fallback: null }))],
  ['a day too late', draw(decided({ on: '2026-12-04', criteria: [{ text: 'stable for 4h', met: true }] }))],
  ['a no-go with its fallback', draw(decided(no))],
  ['a no-go that would move much', draw(decided(no, many))],
  ['a fallback for people', draw(decided({ ...no, fallback: 'Launch to invited teams only' }))],
  ['a fallback that is carried out', draw(decided({ ...no, fellBackAt: at }))],
  [
    'a go that the owner closed',
    draw(
      decided({ outcome: 'go', outcomeNote: 'all is ready', decidedBy: 'Olivia', votes: [voteOf('Ana')] }),
    ),
  ],
  ['the news of it', decidedNews(decided(no))],
  [
    'what is to be decided',
    decisionsCard(launch.project, [open.decision, decided({ ...no, id: 'd3', number: 3 }).decision], today),
  ],
  ['nothing to decide', decisionsCard(launch.project, [], today)],
  ['a contingency that holds', propose(proposed())],
  ['one that does not', propose(proposed({ when: 'at least 90% of p0 items incomplete' }))],
  ['one that nobody can compute', propose(proposed({ when: 'the provider fails', on: null }))],
  ['one for people', propose(proposed({ action: 'reduce scope' }))],
  ['one that drops', propose(proposed({ action: 'drop p3' }))],
  ['one that would change nothing', propose(proposed({ action: 'drop p1' }))],
  ['applied', propose(proposed({ outcome: 'applied', decidedBy: 'Olivia' }))],
  [
    'contingencies',
    contingenciesCard(
      launch.project,
      [proposed().contingency, proposed({ number: 3, on: null, outcome: 'dismissed' }).contingency],
      today,
    ),
  ],
  ['no contingencies', contingenciesCard(launch.project, [], today)],
  ['a shift', shiftCard(launch, 7, today)],
  [
    'a shift of nothing',
    shiftCard({ ...launch, project: projectOf('goal', { target: null }), milestones: [] }, 1, today),
  ],
];

it('decisions read alike and well on both platforms', async () => {
  await expect(sideBySide('Decisions', shown)).toMatchFileSnapshot('decision.golden.md');
});
