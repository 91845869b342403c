import type { Party } from '../plan/milestone.ts';

/** A day of the week as ISO 8601 counts them: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When something is said again and again: on every working day, or on some days of the week. `at` is HH:MM. */
export type Cadence = { days: 'working' | Weekday[]; at: string };

/** Where and when people work: an IANA zone, and the days off, YYYY-MM-DD. Saturday and Sunday are free. */
export type Calendar = { zone: string; holidays: readonly string[] };

/** Hours in which somebody is left alone, HH:MM in their zone; they may span midnight (RMD-4). */
export type QuietHours = { from: string; to: string };

/** When a project reminds of due dates: days before, and whether also once they have passed (RMD-1). */
export type Reminders = { before: number[]; overdue: boolean };

/** Something that keeps a project or a milestone from going on (HLT-1). People type its number. */
export type Blocker = {
  id: string;
  projectId: string;
  /** Null: it holds up the project as a whole. */
  milestoneId: string | null;
  number: number;
  text: string;
  by: Party | null;
  openedById: string;
  openedAt: string;
  clearedById: string | null;
  clearedAt: string | null;
};

/** A milestone that somebody is not reminded of until then; for good where `until` is null. */
export type Snooze = {
  id: string;
  projectId: string;
  milestoneId: string;
  personId: string;
  until: string | null;
  /** A message of its own tells them then; else their next digest does. */
  wakes: boolean;
};
