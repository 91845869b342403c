import type { Change } from '../change.ts';
import { formatDate } from '../time/dates.ts';
import { contingenciesDiffer, decisionsDiffer } from './difference-launch.ts';
import { milestonesDiffer } from './difference-milestones.ts';
import { cadencesDiffer, metricsDiffer, risksDiffer } from './difference-tracked.ts';
import type { PlanDocument } from './document.ts';
import { type LivingPlan, type Making, noPart, type Part } from './living-plan.ts';

/** How a plan differs from a document: what would be written, and what to say of it. */
export type Difference = { parts: Part[] };

/**
 * What importing a document changes in a plan (LCH-1). Milestones are the same by the names on their
 * path, other things by what they say. Progress, approvals and numbers stay; what the document does
 * not say stays too. Pure and total.
 */
export function differenceOf(document: PlanDocument, plan: LivingPlan, at: Making): Difference {
  return {
    parts: [
      targetDiffers(document, plan, at),
      ...milestonesDiffer(document, plan, at),
      decisionsDiffer(document, plan, at),
      metricsDiffer(document, plan, at),
      risksDiffer(document, plan, at),
      contingenciesDiffer(document, plan, at),
      cadencesDiffer(document, plan, at),
    ],
  };
}

function targetDiffers({ target }: PlanDocument, { project }: LivingPlan, { today }: Making): Part {
  if (target === null || target === project.target) return noPart('date');
  const set = { target, version: project.version + 1 };
  return {
    ...noPart('date'),
    changes: [{ alter: 'project', id: project.id, set }],
    changed: [
      `The go-live: ${project.target ? formatDate(project.target, today) : 'none'} → ${formatDate(target, today)}`,
    ],
  };
}

/** Whether there is anything to write; `dropping` what is gone too. */
export const differs = ({ parts }: Difference, dropping: boolean): boolean =>
  parts.some(({ changes, gone }) => changes.length > 0 || (dropping && gone.length > 0));

/** Everything to write, in an order that the database takes. */
export const changesOf = ({ parts }: Difference, dropping: boolean): Change[] => [
  ...parts.flatMap(({ changes }) => changes),
  ...parts.flatMap(({ gone, kept }) => (dropping ? gone.flatMap(({ drop }) => drop) : kept)),
];
