import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../src/document/write/write.ts';
import type { ImportContext, LivingPlan } from '../../src/domain/documents/living-plan.ts';
import { changesOf, differenceOf, differs } from '../../src/domain/documents/plan-difference.ts';
import { planDocument } from '../../src/domain/documents/plan-document.ts';
import { newRisk } from '../../src/domain/health/risk.ts';
import type { Dependency } from '../../src/domain/plan/dependencies.ts';
import { type Milestone, newMilestone } from '../../src/domain/plan/milestone.ts';
import { outline } from '../../src/domain/plan/plan.ts';
import { projectOf } from '../support/cards/facts.ts';
import { read, today } from './shown.ts';

let ids = 0;
const at: ImportContext = {
  now: `${today}T09:00:00.000Z`,
  today,
  newId: () => {
    ids += 1;
    return `new${ids}`;
  },
  personId: 'ana',
  decides: true,
  readDay: () => undefined,
  readRule: () => ({ every: null, on: null, at: '09:00' }),
};

type Plan = LivingPlan & { voters: Map<string, string[]> };

const planOf = (milestones: Milestone[], links: Dependency[], risks: LivingPlan['risks']): Plan => ({
  project: projectOf('launch', { target: null }),
  milestones,
  items: [],
  metrics: [],
  risks,
  links,
  cadences: [],
  decisions: [],
  contingencies: [],
  people: [],
  inReview: [],
  nextBlocker: 1,
  spent: {},
  voters: new Map(),
});

/** Names that milestones share, and that look like paths, counts and lists. */
const name = fc.constantFrom(
  'Design',
  'design',
  'Build',
  'Build > Design',
  'Design (2)',
  'Design; Build',
  'A, b | c',
);

const plan = fc
  .record({
    rows: fc.array(fc.record({ name, parent: fc.option(fc.nat(7)), isDated: fc.boolean() }), {
      minLength: 1,
      maxLength: 8,
    }),
    links: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 6 }),
    risks: fc.array(fc.option(fc.nat(7)), { maxLength: 3 }),
  })
  .map(({ rows, links, risks }) => {
    const depths: number[] = [];
    const milestones = rows.map(({ name: of, parent, isDated }, n) => {
      const above = parent === null || n === 0 ? null : parent % n;
      const parentId = above === null || (depths[above] ?? 1) >= 4 ? null : above;
      depths.push(parentId === null ? 1 : (depths[parentId] ?? 1) + 1);
      return newMilestone({
        id: `m${n}`,
        projectId: 'apollo',
        number: n + 1,
        order: n + 1,
        name: of,
        parentId: parentId === null ? null : `m${parentId}`,
        startDate: isDated ? '2026-03-02' : null,
      });
    });
    const idOf = (n: number) => milestones[n % milestones.length]?.id ?? '';
    const known = new Map(
      links.map(([of, requires]) => [`${idOf(of)} ${idOf(requires)}`, [of, requires] as const]),
    );
    return planOf(
      milestones,
      [...known.values()].map(([of, requires], n) => ({
        id: `d${n}`,
        projectId: 'apollo',
        milestoneId: idOf(of),
        requiresId: idOf(requires),
      })),
      risks.map((of, n) =>
        newRisk({
          id: `r${n}`,
          projectId: 'apollo',
          number: n + 1,
          text: `Risk ${n}`,
          milestoneId: of === null ? null : idOf(of),
          openedById: 'ana',
          openedAt: at.now,
        }),
      ),
    );
  });

/** The links and risks of a plan, by the places of their milestones in the outline. */
function placesOf(
  milestones: readonly Milestone[],
  links: readonly Dependency[],
  risks: LivingPlan['risks'],
) {
  const rows = outline(milestones).map(({ node }) => node.id);
  const place = (id: string | null) => (id === null ? -1 : rows.indexOf(id));
  return {
    links: links.map(({ milestoneId, requiresId }) => `${place(milestoneId)} ${place(requiresId)}`).sort(),
    risks: risks.map(({ text, milestoneId }) => `${text} ${place(milestoneId)}`).sort(),
  };
}

describe('dependencies and the milestones of risks', () => {
  it('are the same in a project that imports what another exported', () => {
    fc.assert(
      fc.property(plan, (from) => {
        const source = writeDocument(planDocument(from, today));
        const changes = changesOf(differenceOf(read(source), planOf([], [], []), at), false);
        const added = <T>(of: string): T[] =>
          changes.flatMap((change) =>
            'addMany' in change && change.addMany === of ? (change.rows as T[]) : [],
          );
        expect(
          placesOf(added<Milestone>('milestone'), added<Dependency>('dependency'), added('risk')),
          source,
        ).toEqual(placesOf(from.milestones, from.links, from.risks));
      }),
      { numRuns: 500, seed: 13 },
    );
  });

  it('do not change when a project imports its own export', () => {
    fc.assert(
      fc.property(plan, (from) => {
        const difference = differenceOf(read(writeDocument(planDocument(from, today))), from, at);
        const parts = difference.parts.filter(({ what }) => what === 'dependency' || what === 'risk');
        expect(differs({ parts }, true)).toBe(false);
      }),
      { numRuns: 300, seed: 13 },
    );
  });

  it('are read from a table that people write, which says what it does not know', () => {
    const source = `# Apollo
## Design
## Build
## Launch party
## Dependencies
| Milestone | Depends on |
| --- | --- |
| Launch party | Design, Build |
| Build | Legal review |
## Risks
| Risk | Level | Milestone |
| --- | --- | --- |
| Rain | high | launch party |`;
    const { parts } = differenceOf(read(source), planOf([], [], []), at);
    const part = (what: string) => parts.find((one) => one.what === what);
    expect(part('dependency')).toMatchObject({
      added: 2,
      remarks: ['There is no milestone “Legal review”, so a dependency on it was left out.'],
    });
    const [party] = parts.flatMap(({ changes }) =>
      changes.flatMap((one) =>
        'addMany' in one && one.addMany === 'milestone'
          ? one.rows.filter((row) => row.name === 'Launch party')
          : [],
      ),
    );
    expect(JSON.stringify(part('risk')?.changes)).toContain(`"milestoneId":"${party?.id}"`);
  });
});
