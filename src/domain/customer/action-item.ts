import { calendarDays } from '../time/dates.ts';

/** How urgent an action of the customer is; urgent ones come first (CUS-2). */
export const urgencies = ['urgent', 'upcoming'] as const;
/** How urgent an action of the customer is. */
export type Urgency = (typeof urgencies)[number];

/** What the customer must do (CUS-2). People type its number, as in "A1". */
export type ActionItem = {
  id: string;
  projectId: string;
  number: number;
  label: string;
  /** YYYY-MM-DD. */
  dueDate: string;
  urgency: Urgency;
  /** The go-live waits for it. */
  blocksGoLive: boolean;
  addedById: string;
  /** An ISO instant. */
  addedAt: string;
  completedById: string | null;
  completedAt: string | null;
};

/** An action with the name of the person who completed it. */
export type NamedActionItem = ActionItem & { completedBy: string | null };

/** An open action, as the health reads it. */
export type OpenAction = Pick<ActionItem, 'number' | 'label' | 'dueDate' | 'blocksGoLive'>;

/** The limit of a label. */
export const maxLabelCharacters = 200;

/** Returns an action's key, "A3", as people type it. */
export const actionKey = ({ number }: Pick<ActionItem, 'number'>): string => `A${number}`;

/** Formats an action for lists and refusals: "A3 Approve integration access". */
export const actionName = (action: Pick<ActionItem, 'number' | 'label'>): string =>
  `${actionKey(action)} ${action.label}`;

/** Sorts by urgency, then by due date (CUS-2). */
export const byUrgency = (
  a: Pick<ActionItem, 'urgency' | 'dueDate' | 'number'>,
  b: Pick<ActionItem, 'urgency' | 'dueDate' | 'number'>,
): number =>
  urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) ||
  a.dueDate.localeCompare(b.dueDate) ||
  a.number - b.number;

/** Returns the calendar days until an action is due; negative once overdue. `today` is YYYY-MM-DD. */
export const dueInDays = ({ dueDate }: Pick<ActionItem, 'dueDate'>, today: string): number =>
  calendarDays(today, dueDate);

/** Returns the open actions, in order. */
export const openActions = <A extends ActionItem>(all: readonly A[]): A[] =>
  all.filter(({ completedAt }) => completedAt === null).toSorted(byUrgency);
