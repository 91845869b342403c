import { actionKey, type NamedActionItem } from '../domain/customer/action-item.ts';
import type { FeedEntry } from '../domain/customer/feed.ts';
import type { Page } from '../domain/page.ts';
import type { Project } from '../domain/project/project.ts';
import { personRef, projectRef, type Resource } from './resource.ts';

const actionOf = (action: NamedActionItem) => ({
  key: actionKey(action),
  label: action.label,
  dueDate: action.dueDate,
  urgency: action.urgency,
  blocksGoLive: action.blocksGoLive,
  completedBy: personRef(action.completedById, action.completedBy),
  completedAt: action.completedAt,
});

/** What the customer of a project must do, by number; completed ones too. */
export const actionsResource = ({
  project,
  actions,
}: {
  project: Project;
  actions: readonly NamedActionItem[];
}): Resource => ({ project: projectRef(project), actions: actions.map(actionOf) });

/** What a project has reached, as its customer reads it, newest first. */
export const feedResource = (project: Project, { lines, hasNext }: Page<FeedEntry>): Resource => ({
  project: projectRef(project),
  news: lines.map(({ type, at, milestone, what }) => ({
    type,
    at,
    milestone: milestone && { number: milestone.number, name: milestone.outcome ?? milestone.name },
    what,
    impact: 'none',
  })),
  hasMore: hasNext,
});
