import type { MilestoneFacts } from '../facts.ts';
import { calendarDays } from '../time/dates.ts';
import type { Milestone } from './milestone.ts';

/** What the plan of a milestone lacks by the policies of its project. */
export type PlanGap = { is: 'too_long'; days: number; max: number } | { is: 'no_deliverable' };

/** Returns the days of a milestone from its start to its due date, both included; null without both. */
export const lengthInDays = ({ startDate, dueDate }: Pick<Milestone, 'startDate' | 'dueDate'>) =>
  startDate === null || dueDate === null ? null : calendarDays(startDate, dueDate) + 1;

/**
 * Returns what to warn about when a milestone is planned: more days than the policy allows, and no deliverable of its
 * own or of one below it.
 */
export function planGaps({
  milestone,
  project: { policies },
  items,
  children,
}: Pick<MilestoneFacts, 'milestone' | 'project' | 'items' | 'children'>): PlanGap[] {
  if (milestone.status === 'done' || milestone.droppedAt) return [];
  const days = lengthInDays(milestone);
  const { maxDays } = policies;
  const isEmpty = children.length === 0 && !items.some(({ kind }) => kind === 'deliverable');
  return [
    ...(maxDays !== null && days !== null && days > maxDays
      ? [{ is: 'too_long' as const, days, max: maxDays }]
      : []),
    ...(policies.valueRequired && isEmpty && milestone.status === 'upcoming'
      ? [{ is: 'no_deliverable' as const }]
      : []),
  ];
}
