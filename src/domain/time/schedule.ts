/** A day of the week as ISO 8601 counts them: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A recurrence: on every working day, or on some days of the week. `at` is HH:MM. */
export type Cadence = { days: 'working' | Weekday[]; at: string };

/** An IANA zone, and the days off, YYYY-MM-DD, besides Saturday and Sunday. */
export type Calendar = { zone: string; holidays: readonly string[] };

/** Hours without messages to a person, HH:MM in their zone; they may span midnight (RMD-4). */
export type QuietHours = { from: string; to: string };

/** When a project reminds of due dates: how many days before, and whether also when overdue (RMD-1). */
export type Reminders = { before: number[]; overdue: boolean };
