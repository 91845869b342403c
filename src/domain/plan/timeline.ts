import { dateOf, dayNumber, todayIn, weekdayOf } from '../time/dates.ts';
import type { Milestone } from './milestone.ts';

/** A milestone with its dates and state. */
export type TimedMilestone = Pick<
  Milestone,
  'id' | 'number' | 'name' | 'outcome' | 'status' | 'startDate' | 'dueDate' | 'doneAt' | 'submittedAt'
>;

/** The length of a period. */
export type Span = 'day' | 'week' | 'month' | 'quarter';

/** The milestones of a period. `from` is its first day, YYYY-MM-DD; null if undated. */
export type Period<T> = { span: Span; from: string | null; milestones: T[] };

/** A plan by time (LCH-3); each milestone is in it once. Empty periods are left out. */
export type Timeline<T = TimedMilestone> = {
  /** By month, by quarter if they span more than half a year; latest first. */
  done: Period<T>[];
  /** Longest overdue first. */
  overdue: T[];
  /** The rest of this week, Monday to Sunday, by day. */
  week: Period<T>[];
  /** By week, up to the go-live if there is one. */
  later: Period<T>[];
  /** By month: due after the go-live and after this week. */
  after: Period<T>[];
  undated: T[];
};

const maxMonthsByMonth = 6;

/** Arranges a plan by time as of a day, YYYY-MM-DD in the project's zone. */
export function timelineOf<T extends TimedMilestone>(
  milestones: readonly T[],
  { target, zone }: { target: string | null; zone: string },
  today: string,
): Timeline<T> {
  const sunday = dateOf(dayNumber(today) + 7 - weekdayOf(today));
  const isDone = ({ status }: T) => status === 'done';
  const open = milestones.filter((milestone) => !isDone(milestone)).sort(byDue);
  const dated = open.flatMap((milestone) =>
    milestone.dueDate === null ? [] : [{ milestone, due: milestone.dueDate }],
  );
  const inTime = (fits: (due: string) => boolean) =>
    dated.filter(({ due }) => fits(due)).map(({ milestone, due }) => ({ milestone, day: due }));
  const isAfter = (due: string) => due > sunday && target !== null && due > target;
  return {
    done: doneBy(milestones.filter(isDone).map((milestone) => ({ milestone, day: doneOn(milestone, zone) }))),
    overdue: inTime((due) => due < today).map(({ milestone }) => milestone),
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

/** Returns the day it was finished, in a zone; its due date if unknown. */
export const doneOn = (
  { doneAt, dueDate }: Pick<TimedMilestone, 'doneAt' | 'dueDate'>,
  zone: string,
): string | null => (doneAt === null ? dueDate : todayIn(doneAt, zone));

type Placed<T> = { milestone: T; day: string | null };

function doneBy<T extends TimedMilestone>(placed: Placed<T>[]): Period<T>[] {
  const days = placed.flatMap(({ day }) => day ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  const far =
    first !== undefined && last !== undefined && monthNumber(last) - monthNumber(first) >= maxMonthsByMonth;
  const inOrder = placed.toSorted(
    (a, b) => (a.day ?? '').localeCompare(b.day ?? '') || a.milestone.number - b.milestone.number,
  );
  return periods(far ? 'quarter' : 'month', inOrder).reverse();
}

/** Keeps the order of the input. */
function periods<T>(span: Span, placed: Placed<T>[]): Period<T>[] {
  const groups = Map.groupBy(placed, ({ day }) => day && firstDay(span, day));
  return [...groups].map(([from, group]) => ({
    span,
    from,
    milestones: group.map(({ milestone }) => milestone),
  }));
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
