import { describe, expect, it } from 'vitest';
import type { Card } from '../../cards/model.ts';
import { renderSummary, words } from '../../cards/render/text.ts';
import { risksCard } from '../../cards/views/health/risks.ts';
import { contingenciesCard } from '../../cards/views/launch/contingency.ts';
import { decisionsCard } from '../../cards/views/launch/decision.ts';
import { metricsCard } from '../../cards/views/launch/metrics.ts';
import type { AskedPage } from '../../cards/views/paging.ts';
import { leaversCard } from '../../cards/views/people/leavers.ts';
import { listCard, peopleCard, projectsCard } from '../../cards/views/plan/lists.ts';
import { cadencesCard } from '../../cards/views/rhythm/project-cadences.ts';
import { registry } from '../../src/commands/registry.ts';
import { newContingency } from '../../src/domain/launch/contingency.ts';
import { newDecision } from '../../src/domain/launch/decision-point.ts';
import { newMetric } from '../../src/domain/launch/metric.ts';
import { newCadence } from '../../src/domain/rhythm/project-cadence.ts';
import { riskOf } from '../domain/plan/plans.ts';
import { projectOf, stepOf, today } from '../support/cards/facts.ts';

const project = projectOf('launch');
const at = { today };
const all = Array.from({ length: 33 }, (_, n) => n + 1);
/** Sorted alike by name and by number. */
const named = (number: number) => `Entry${100 + number}`;

const lists: Record<string, (asked?: AskedPage) => Card> = {
  list: (asked) => {
    const milestones = all.map((n) => stepOf(n, named(n)));
    return listCard({ project, milestones }, milestones, '', at, asked);
  },
  projects: (asked) =>
    projectsCard(
      all.map((n) => ({
        project: projectOf('goal', { name: named(n) }),
        role: 'owner',
        nth: 1,
        namesakes: 1,
      })),
      today,
      asked,
    ),
  people: (asked) =>
    peopleCard(
      project,
      all.map((n) => ({ name: named(n), role: 'viewer', on: ['slack'] })),
      asked,
    ),
  risks: (asked) => {
    const risks = all.map((n) => ({
      ...riskOf(n, named(n), null),
      owner: null,
      resolvedBy: null,
      milestone: null,
    }));
    return risksCard({ project, risks }, at, asked);
  },
  metrics: (asked) => {
    const metrics = all.map((n) => ({
      ...newMetric({ id: `x${n}`, projectId: 'p1', number: n, name: named(n) }),
      values: [],
    }));
    return metricsCard({ project, metrics }, at, asked);
  },
  decisions: (asked) => {
    const decisions = all.map((n) => ({
      ...newDecision({
        id: `d${n}`,
        projectId: 'p1',
        number: n,
        question: named(n),
        on: null,
        createdById: 'o',
      }),
      votes: [],
      decidedBy: null,
    }));
    return decisionsCard(project, decisions, today, asked);
  },
  contingencies: (asked) => {
    const contingencies = all.map((n) => ({
      ...newContingency({
        id: `k${n}`,
        projectId: 'p1',
        number: n,
        when: named(n),
        action: 'drop p3',
        on: null,
        createdById: 'o',
      }),
      decidedBy: null,
    }));
    return contingenciesCard(project, contingencies, today, asked);
  },
  cadences: (asked) => {
    const cadences = all.map((n) => ({
      ...newCadence({ id: `c${n}`, projectId: 'p1', number: n, what: named(n), ownerId: 'mo' }),
      owner: 'Mo',
    }));
    return cadencesCard({ project, cadences }, at, asked);
  },
  leavers: (asked) =>
    leaversCard(
      project,
      all.map((n) => ({
        personId: `p${n}`,
        name: named(n),
        role: 'owner',
        gone: true,
        memberId: null,
        votesOn: [],
        address: null,
        milestones: [],
        votes: [],
        risks: [],
        cadences: [],
      })),
      asked,
    ),
};

const entriesOf = ({ blocks }: Card) =>
  blocks.flatMap((block) =>
    block.is === 'list' ? block.items.map(({ spans }) => /Entry\d+/.exec(words(spans))?.[0]) : [],
  );

describe.each(Object.entries(lists))('%s', (command, draw) => {
  it('shows every entry on one of its pages, and says which', () => {
    const pages = [draw(), draw({ page: 2 }), draw({ page: 3 })];
    expect(pages.flatMap(entriesOf)).toEqual(all.map(named));
    expect(pages.map((card) => /\d+–\d+ of 33/.exec(renderSummary(card))?.[0])).toEqual([
      '1–15 of 33',
      '16–30 of 33',
      '31–33 of 33',
    ]);
    expect(draw({ page: 4 })).toEqual(pages[2]);
  });

  it('has buttons to the pages before and after, which the command takes', () => {
    const turns = [1, 2, 3].map((page) => draw({ page }).actions);
    expect(turns.map((actions) => actions.map(({ label, input }) => [label, input.page]))).toEqual([
      [['Next', '2']],
      [
        ['Previous', '1'],
        ['Next', '3'],
      ],
      [['Previous', '2']],
    ]);
    for (const turn of turns.flat()) {
      expect(turn.command).toBe(command);
      expect(registry.find(command)?.input.safeParse(turn.input)).toMatchObject({ success: true });
    }
  });
});
