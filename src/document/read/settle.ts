import type { DocumentMilestone } from '../../domain/documents/document.ts';
import type { Draft } from './draft.ts';
import { isOver } from './plan.ts';

/** Sets what needs the whole document: statuses implied by items, and priorities inherited by items. */
export function finishDraft(draft: Draft): void {
  for (const milestone of draft.milestones) {
    const over = isOver(draft, milestone) ? 'done' : undefined;
    if (!draft.stated.has(milestone)) milestone.status = impliedStatus(milestone) ?? over ?? 'upcoming';
    for (const item of milestone.items) if (!draft.unranked.has(item)) item.priority ??= milestone.priority;
  }
  for (const { used, line } of draft.headings) if (used) draft.structure.add(line);
  draft.contingencies = draft.contingencies.filter(({ action, when }) => action !== '' || !when);
}

/** Returns the status that the items imply: done if all are done or cut; undefined if none was started. */
export function impliedStatus({
  items,
}: Pick<DocumentMilestone, 'items'>): DocumentMilestone['status'] | undefined {
  const has = (...states: string[]) => items.some(({ state }) => states.includes(state));
  if (!has('done', 'in_progress')) return undefined;
  return has('open', 'waiting', 'in_progress') ? 'in_progress' : 'done';
}
