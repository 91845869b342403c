import type { ActionItem } from '../customer/action-item.ts';
import { byUrgency } from '../customer/action-item.ts';
import type { Project } from '../project/project.ts';
import type { Cadence } from '../time/schedule.ts';
import { reminderFor } from './reminders.ts';

/** An open action, as its reminder names it. */
type AskedAction = Pick<ActionItem, 'number' | 'label' | 'dueDate' | 'urgency' | 'blocksGoLive'>;

/** A project in which a person is the customer, with its open actions. */
export type AskedProject = {
  project: Pick<Project, 'id' | 'name' | 'holidays' | 'reminders'>;
  actions: AskedAction[];
};

/** An action that a customer is reminded of. */
export type OwnAction = { project: AskedProject['project']; action: AskedAction };

/** Whether a customer is reminded of an open action on a day, YYYY-MM-DD, as of a milestone that is due (CUS-2, RMD-1). */
export const isActionAsked = (
  { dueDate }: Pick<ActionItem, 'dueDate'>,
  { holidays, reminders }: Pick<Project, 'holidays' | 'reminders'>,
  day: string,
  days?: Cadence['days'],
): boolean =>
  reminderFor(
    { dueDate, status: 'upcoming', submittedAt: null },
    { today: day, calendar: { holidays }, reminders, ...(days ? { days } : {}) },
  ) !== undefined;

/**
 * Returns the actions that a customer is reminded of on a day, YYYY-MM-DD: before the due date, on it and after it, on
 * the days of the project's reminders (CUS-2, RMD-1). The most urgent first.
 */
export const askedActionsOf = (
  projects: readonly AskedProject[],
  day: string,
  days: Cadence['days'] | undefined,
): OwnAction[] =>
  projects
    .flatMap(({ project, actions }) =>
      actions
        .filter((action) => isActionAsked(action, project, day, days))
        .map((action) => ({ project, action })),
    )
    .sort((a, b) => byUrgency(a.action, b.action));
