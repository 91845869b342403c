import { describe, expect, it } from 'vitest';
import { renderText } from '../../../cards/render/text.ts';
import { listCard, peopleCard, projectsCard } from '../../../cards/views/plan/lists.ts';
import { policiesCard } from '../../../cards/views/project/policies.ts';
import { projectCard } from '../../../cards/views/project/project.ts';
import { digestCard } from '../../../cards/views/rhythm/digest.ts';
import { asSentence, goLiveWords } from '../../../cards/views/words.ts';
import type { ProjectCardFacts, ProjectFacts } from '../../../src/domain/facts.ts';
import { healthOf, signalsOf } from '../../../src/domain/health/health.ts';
import { type Kind, kinds } from '../../../src/domain/project/policies.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { digestOf } from '../../../src/domain/rhythm/digest.ts';
import { at, blockerOf, projectOf, stepOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const began = '2026-12-01T09:00:00.000Z';

const draw = (
  milestones: ProjectFacts['milestones'],
  kind: Kind = 'launch',
  more: Partial<Project> = {},
  blockers: ProjectFacts['blockers'] = [],
  approvers = ['Olivia'],
) =>
  projectCard(
    {
      project: projectOf(kind, more),
      milestones,
      blockers,
      risks: [],
      decisions: [],
      noGos: [],
      invoices: [],
      actions: [],
      began,
      approvers,
      undecided: [],
    },
    { today },
  );

const plan = [
  stepOf(1, 'Design', { status: 'done', dueDate: '2026-12-01' }),
  stepOf(2, 'Build', { status: 'in_progress', percent: 40, dueDate: '2026-12-10' }),
  stepOf(3, 'Sketch', { parentId: 'm2', dueDate: '2026-12-08' }),
  stepOf(4, 'Launch', { dueDate: '2026-12-18' }),
];

const troubled = [
  stepOf(1, 'Design', { status: 'in_progress', percent: 80, dueDate: '2026-12-04', blocksGoLive: true }),
  stepOf(2, 'Build', { status: 'blocked', percent: 40, dueDate: '2026-12-03' }),
  stepOf(3, 'Text', { status: 'in_progress', percent: 100, submittedAt: at }),
];

const apiKey = blockerOf(4, 'waiting for the API key', { milestoneId: 'm2', by: 'customer' });

const long = Array.from({ length: 17 }, (_, n) => stepOf(n + 1, `Step ${n + 1}`));

const shared = [
  stepOf(1, 'Foundation', { share: 30, status: 'done' }),
  stepOf(2, 'Full feature', { share: 50, status: 'in_progress', percent: 60 }),
  stepOf(3, 'Polish and deploy', { share: 20 }),
];

const projects: Shown[] = [
  ['with no milestones', draw([])],
  ['with no date', draw([], 'goal', { target: null })],
  ['with nobody who approves, before its first milestone', draw([], 'client', {}, [], [])],
  ['with nobody who approves', draw(plan, 'stages', {}, [], [])],
  ['with milestones', draw(plan)],
  ['in trouble', draw(troubled, 'launch', { target: '2026-12-02' }, [apiKey])],
  ['with minor issues', draw(plan, 'launch', {}, [blockerOf(1, 'no venue', { milestoneId: null })])],
  [
    'with much in the way',
    draw(
      long,
      'launch',
      {},
      [1, 2, 3, 4, 5].map((n) => blockerOf(n, `Reason ${n}`)),
    ),
  ],
  ['with many', draw(long)],
  [
    'with a price, as a draft',
    draw(shared, 'client', { price: 1_000_000, currency: 'GBP', status: 'draft' }),
  ],
  [
    'all done',
    draw(
      plan.map((one) => ({ ...one, status: 'done' as const })),
      'launch',
      { target: '2026-12-02' },
    ),
  ],
];

it('a project reads alike and well on both platforms, whatever its state', async () => {
  await expect(sideBySide('Project', projects)).toMatchFileSnapshot('project.golden.md');
});

const facts = { project: projectOf('launch'), milestones: plan };

const lists: Shown[] = [
  ['list', listCard(facts, plan, '', { today })],
  ['list, filtered', listCard(facts, plan.slice(1, 2), 'in progress, Ana', { today })],
  ['list, filtered to none', listCard(facts, [], 'blocked', { today })],
  ['list of nothing', listCard({ ...facts, milestones: [] }, [], '', { today })],
  ['list of many', listCard({ ...facts, milestones: long }, long, '', { today })],
  [
    'my projects',
    projectsCard(
      kinds.map((kind, n) => ({
        project: projectOf(kind, { name: `Project ${n + 1}`, target: n % 2 ? null : '2026-12-18' }),
        role: n === 4 ? null : 'contributor',
        nth: 1,
        namesakes: 1,
      })),
      today,
    ),
  ],
  ['no projects', projectsCard([], today)],
  [
    'people',
    peopleCard(projectOf('launch'), [
      { name: 'Ana', role: 'contributor', on: ['slack', 'teams'] },
      { name: 'Bo', role: 'client', on: ['teams'] },
      { name: 'Cy', role: 'none', on: [] },
      { name: 'Olivia', role: 'owner', on: ['slack'] },
    ]),
  ],
  ...kinds.map((kind): Shown => [`policies of ${kind}`, policiesCard(projectOf(kind))]),
];

it('lists read alike and well on both platforms', async () => {
  await expect(sideBySide('Lists', lists)).toMatchFileSnapshot('lists.golden.md');
});

it('counts the working days that are left without the project’s holidays, on every card', () => {
  const words = (holidays: string[]) =>
    JSON.stringify([
      draw(plan, 'launch', { target: '2026-12-10', holidays }),
      listCard({ project: projectOf('launch', { holidays }), milestones: plan }, plan, '', { today }),
    ]);
  expect(words([])).toContain('3 working days left');
  expect(words(['2026-12-08', '2026-12-09'])).not.toContain('3 working days left');
  expect(words(['2026-12-08', '2026-12-09'])).toContain('due Tue 8 Dec, in 1 day');
});

describe('the countdown', () => {
  const done = plan.map((one) => ({ ...one, status: 'done' as const }));
  it.each([
    ['2026-12-18', [], plan, 'go-live Fri 18 Dec, 11 days, 9 working days left'],
    ['2026-12-18', ['2026-12-08', '2026-12-12'], plan, 'go-live Fri 18 Dec, 11 days, 8 working days left'],
    ['2026-12-08', [], plan, 'go-live Tue 8 Dec, 1 day, 1 working day left'],
    [today, [], plan, 'go-live today'],
    ['2026-12-05', [], plan, 'go-live was Sat 5 Dec, 2 days ago'],
    ['2026-12-04', [], done, 'launched 3 days ago'],
    ['2026-12-18', [], done, 'go-live Fri 18 Dec'],
  ])(
    'to %s with the holidays %j is the same on every card and digest',
    (target, holidays, milestones, words) => {
      const facts: ProjectCardFacts = {
        project: projectOf('launch', { target, holidays }),
        milestones,
        blockers: [],
        risks: [],
        decisions: [],
        noGos: [],
        invoices: [],
        actions: [],
        began,
        approvers: ['Olivia'],
        undecided: [],
      };
      expect(goLiveWords(facts, today)).toBe(words);
      for (const card of [projectCard(facts, { today }), listCard(facts, milestones, '', { today })])
        expect(renderText(card).split('\n')[0]).toMatch(new RegExp(`, ${words}$`));
      const sent = { slot: at, now: at, zone: 'Europe/London', today };
      const health = healthOf(signalsOf(facts, today));
      const digest = digestCard(
        { facts, health, digest: digestOf(facts, [], today), since: at, names: {} },
        sent,
      );
      expect(renderText(digest)).toContain(`\n${asSentence(words)}`);
    },
  );
});

it('a project’s card begins with what needs attention, the longest overdue first, then what is due next', () => {
  const lines = [
    stepOf(1, 'Undated'),
    stepOf(2, 'Far', { dueDate: '2026-12-20' }),
    stepOf(3, 'Late', { status: 'in_progress', dueDate: '2026-12-06' }),
    stepOf(4, 'Today', { dueDate: today }),
    stepOf(5, 'Later', { parentId: 'm1', dueDate: '2026-12-03' }),
    stepOf(6, 'Done', { status: 'done', dueDate: '2026-12-01' }),
  ];
  const said = renderText(draw(lines)).split('\n');
  const from = said.indexOf('Needs attention');
  expect(said.slice(from, from + 8)).toEqual([
    'Needs attention',
    '- 5 · Later, upcoming, due Thu 3 Dec, 4 days overdue',
    '- 3 · Late, in progress, due Sun 6 Dec, 1 day overdue',
    '- At this pace the work is done on Wed 6 Jan 2027, after the go-live on Fri 18 Dec',
    'Next',
    '- 4 · Today, upcoming, due today',
    '- 2 · Far, upcoming, due Sun 20 Dec, 9 working days left',
    '- 1 · Undated, upcoming',
  ]);
});

it('a project’s card shows what comes next, however much is overdue', () => {
  const late = Array.from({ length: 9 }, (_, n) => stepOf(n + 1, `Late ${n + 1}`, { dueDate: '2026-12-01' }));
  const next = Array.from({ length: 4 }, (_, n) => stepOf(n + 10, `Next ${n + 1}`));
  const said = renderText(draw([...late, ...next]));
  expect(said).toContain('- and 4 more; List shows them\nNext\n- 10 · Next 1, upcoming\n- 11');
  expect(said).toContain('- and 2 more; List shows them');
});
