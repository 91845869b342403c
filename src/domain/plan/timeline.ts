import { calendarDays, dateOf, dayNumber, todayIn, weekdayOf } from '../time/dates.ts';
import type { Milestone } from './milestone.ts';

/** A milestone, as far as its place in time goes. */
export type TimedMilestone = Pick<
  Milestone,
  'id' | 'number' | 'name' | 'status' | 'startDate' | 'dueDate' | 'doneAt' | 'submittedAt'
>;

/** How long a stretch of a timeline is. */
export type Span = 'day' | 'week' | 'month' | 'quarter';

/** The milestones of one stretch. `from` is its first day, YYYY-MM-DD; null where nobody has said when. */
export type Period<T> = { span: Span; from: string | null; milestones: T[] };

/** LCH-3: a plan in the order of time; each milestone is in it once. Periods without milestones are left out. */
export type Timeline<T = TimedMilestone> = {
  /** By month, or by quarter where they are spread over more than half a year; the latest first. */
  done: Period<T>[];
  /** The longest overdue first. */
  overdue: T[];
  /** What is left of this week, Monday to Sunday, by day. */
  week: Period<T>[];
  /** By week, up to the go-live where there is one. */
  later: Period<T>[];
  /** By month: due after the go-live, and not this week. */
  after: Period<T>[];
  undated: T[];
};

const monthsInSight = 6;

/** Sets a plan in the order of time, as it stands on a day, YYYY-MM-DD in the project's zone. */
export function timelineOf<T extends TimedMilestone>(
  milestones: readonly T[],
  { target, zone }: { target: string | null; zone: string },
  today: string,
): Timeline<T> {
  const sunday = dateOf(dayNumber(today) + 7 - weekdayOf(today));
  const isDone = ({ status }: T) => status === 'done';
  const open = milestones.filter((one) => !isDone(one)).sort(byDue);
  const dated = open.flatMap((one) => (one.dueDate === null ? [] : [{ one, due: one.dueDate }]));
  const inTime = (fits: (due: string) => boolean) =>
    dated.filter(({ due }) => fits(due)).map(({ one, due }) => ({ one, day: due }));
  const isAfter = (due: string) => due > sunday && target !== null && due > target;
  return {
    done: doneBy(milestones.filter(isDone).map((one) => ({ one, day: doneOn(one, zone) }))),
    overdue: inTime((due) => due < today).map(({ one }) => one),
    week: periods(
      'day',
      inTime((due) => due >= today && due <= sunday),
    ),
    later: periods(
      'week',
      inTime((due) => due > sunday && !isAfter(due)),
    ),
    after: periods('month', inTime(isAfter)),
    undated: open.filter(({ dueDate }) => dueDate === null),
  };
}

/** The day on which it was finished, in a zone; the day it was due where nobody has said when. */
export const doneOn = (
  { doneAt, dueDate }: Pick<TimedMilestone, 'doneAt' | 'dueDate'>,
  zone: string,
): string | null => (doneAt === null ? dueDate : todayIn(doneAt, zone));

type Placed<T> = { one: T; day: string | null };

function doneBy<T extends TimedMilestone>(placed: Placed<T>[]): Period<T>[] {
  const days = placed.flatMap(({ day }) => day ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  const far =
    first !== undefined && last !== undefined && monthNumber(last) - monthNumber(first) >= monthsInSight;
  const inOrder = placed.toSorted(
    (a, b) => (a.day ?? '').localeCompare(b.day ?? '') || a.one.number - b.one.number,
  );
  return periods(far ? 'quarter' : 'month', inOrder).reverse();
}

/** In the order in which they come. */
function periods<T>(span: Span, placed: Placed<T>[]): Period<T>[] {
  const groups = Map.groupBy(placed, ({ day }) => day && firstDay(span, day));
  return [...groups].map(([from, group]) => ({ span, from, milestones: group.map(({ one }) => one) }));
}

function firstDay(span: Span, day: string): string {
  switch (span) {
    case 'day':
      return day;
    case 'week':
      return dateOf(dayNumber(day) + 1 - weekdayOf(day));
    case 'month':
      return `${day.slice(0, 7)}-01`;
    case 'quarter':
      return `${day.slice(0, 5)}${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
    default:
      return span satisfies never;
  }
}

const monthNumber = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

const byDue = (a: TimedMilestone, b: TimedMilestone) =>
  (a.dueDate ?? '').localeCompare(b.dueDate ?? '') || a.number - b.number;

/** A milestone as a bar from a day to a day, YYYY-MM-DD; both are the same where only one is known. */
export type Bar = {
  number: number;
  name: string;
  from: string;
  to: string;
  state: 'done' | 'overdue' | 'open';
};

/**
 * The bars of a picture, in the order in which they end: those that are open, the first to come first,
 * then what was done last, up to `most`. Milestones without a date have none.
 */
export function barsOf(
  milestones: readonly TimedMilestone[],
  zone: string,
  today: string,
  most: number,
): Bar[] {
  const bars = milestones.flatMap((one) => barOf(one, zone, today) ?? []);
  const inOrder = bars.sort((a, b) => a.to.localeCompare(b.to) || a.number - b.number);
  const open = inOrder.filter(({ state }) => state !== 'done').slice(0, most);
  const done = inOrder.filter(({ state }) => state === 'done');
  return [...done.slice(Math.max(0, done.length + open.length - most)), ...open];
}

function barOf(one: TimedMilestone, zone: string, today: string): Bar | undefined {
  const done = one.status === 'done';
  const to = done ? doneOn(one, zone) : one.dueDate;
  if (to === null) return undefined;
  const from = one.startDate !== null && calendarDays(one.startDate, to) > 0 ? one.startDate : to;
  const { number, name } = one;
  return { number, name, from, to, state: done ? 'done' : to < today ? 'overdue' : 'open' };
}
