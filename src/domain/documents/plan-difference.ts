import type { Change } from '../change.ts';
import { formatDate } from '../time/dates.ts';
import { contingenciesDiffer, decisionsDiffer } from './difference-launch.ts';
import { linksDiffer } from './difference-links.ts';
import { milestonesDiffer } from './difference-milestones.ts';
import { cadencesDiffer, metricsDiffer, risksDiffer } from './difference-tracked.ts';
import type { PlanDocument } from './document.ts';
import { emptyPart, type ImportContext, type LivingPlan, type Part } from './living-plan.ts';
import { findMilestoneOf, matchesOf } from './milestone-matches.ts';
import { entriesOf } from './plan-entries.ts';

/** The difference between a plan and a document: the writes and their description. */
export type Difference = { parts: Part[] };

/**
 * Compares a document with a plan (LCH-1). Milestones are matched by the names on their path, other
 * things by their text. Progress, approvals and numbers stay, and so does anything the document does
 * not mention. Pure and total.
 */
export function differenceOf(document: PlanDocument, plan: LivingPlan, at: ImportContext): Difference {
  const matches = matchesOf(entriesOf(document), plan, at);
  const find = findMilestoneOf(matches, plan);
  return {
    parts: [
      targetDiffers(document, plan, at),
      ...milestonesDiffer(matches, plan, at),
      linksDiffer(document, plan, find, at),
      decisionsDiffer(document, plan, at),
      metricsDiffer(document, plan, at),
      risksDiffer(document, plan, find, at),
      contingenciesDiffer(document, plan, at),
      cadencesDiffer(document, plan, at),
    ],
  };
}

function targetDiffers({ target }: PlanDocument, { project }: LivingPlan, { today }: ImportContext): Part {
  if (target === null || target === project.target) return emptyPart('date');
  const set = { target, version: project.version + 1 };
  return {
    ...emptyPart('date'),
    changes: [{ alter: 'project', id: project.id, set }],
    changed: [
      `The go-live: ${project.target ? formatDate(project.target, today) : 'none'} → ${formatDate(target, today)}`,
    ],
  };
}

/** Whether there is anything to write. `dropping`: rows missing in the document count too. */
export const differs = ({ parts }: Difference, dropping: boolean): boolean =>
  parts.some(({ changes, gone }) => changes.length > 0 || (dropping && gone.length > 0));

/** Returns all writes, in an order that satisfies the database's constraints. */
export const changesOf = ({ parts }: Difference, dropping: boolean): Change[] => [
  ...parts.flatMap(({ changes }) => changes),
  ...parts.flatMap(({ gone, kept }) => (dropping ? gone.flatMap(({ drop }) => drop) : kept)),
];
