import { type Blueprint, blueprintMilestone, inSequence } from '../blueprint.ts';

/** A year of two-week sprints. */
export const maxSprints = 26;

/** BLU-3: two-week sprints with equal shares that sum to 100. `count`: from 1 to `maxSprints`. */
export function sprints(count: number): Blueprint {
  return {
    title: count === 1 ? 'One sprint' : `${count} sprints`,
    summary: 'Two-week sprints with equal payments, each with a demo, an approval and the next plan.',
    kind: 'client',
    policies: {},
    people: [{ key: 'lead', label: 'Who does the work' }],
    milestones: inSequence(
      equalShares(count).map((share, index) => {
        const number = index + 1;
        const isLast = number === count;
        return blueprintMilestone({
          key: `sprint-${number}`,
          name: `Sprint ${number}`,
          workingDays: 10,
          share,
          riskAfter: Math.round(5 + (90 * (count - number)) / count),
          assignee: 'lead',
          blocksGoLive: isLast,
          deliverables: ['The work agreed for this sprint, in use', 'Notes on what changed'],
          criteria: ['Everything agreed for this sprint works in the demo'],
          tasks: [isLast ? 'Hand over' : `Plan sprint ${number + 1}`],
          demo: ['Show each thing that was agreed for this sprint'],
        });
      }),
    ),
    risks: [],
  };
}

/** Whole percents that differ by at most one and sum to 100; the larger ones come first. */
function equalShares(count: number): number[] {
  const floor = Math.floor(100 / count);
  const left = 100 - floor * count;
  return Array.from({ length: count }, (_, index) => floor + (index < left ? 1 : 0));
}
