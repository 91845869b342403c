import { amountOf } from '../money/money.ts';
import { isWorkingDay, nextWorkingDay } from '../time/calendar.ts';
import type { Blueprint, BlueprintMilestone } from './blueprint.ts';

/** A milestone of a blueprint with its dates (YYYY-MM-DD) and amount. */
export type PlacedMilestone = BlueprintMilestone & {
  startDate: string | null;
  dueDate: string | null;
  /** Minor units; null without a price or a share. */
  amount: number | null;
};

/** The answers that applying a blueprint needs. */
export type Placing = {
  /** The day on which work begins, YYYY-MM-DD; null: no dates. */
  start: string | null;
  /** Minor units; null: no amounts. */
  price: number | null;
  /** Free days of the project's calendar, YYYY-MM-DD. */
  holidays: readonly string[];
};

/**
 * Returns a blueprint's milestones with dates on working days and amounts that sum to the price (BLU-8, PAY-1).
 * A milestone starts on the first working day after all that it requires, not before its parent nor before its own
 * earliest start; a parent ends with its last child at the earliest.
 */
export function placeBlueprint(
  { milestones }: Blueprint,
  { start, price, holidays }: Placing,
): PlacedMilestone[] {
  const dates = start === null ? undefined : datesOf(milestones, start, { holidays });
  const shares = milestones.flatMap(({ key, share }) => (share === null ? [] : [{ id: key, share }]));
  return milestones.map((one) => ({
    ...one,
    startDate: one.workingDays === 0 ? null : (dates?.startOf(one) ?? null),
    dueDate: dates?.dueOf(one) ?? null,
    amount:
      price === null || one.share === null
        ? null
        : amountOf({ id: one.key, share: one.share }, price, shares),
  }));
}

type Calendar = { holidays: readonly string[] };

/** The dates of milestones; null for one without working days. */
function datesOf(milestones: readonly BlueprintMilestone[], start: string, calendar: Calendar) {
  const byKey = new Map(milestones.map((one) => [one.key, one]));
  const children = Map.groupBy(milestones, ({ parent }) => parent);
  const firstDay = isWorkingDay(start, calendar) ? start : nextWorkingDay(start, calendar);

  const startOf: DateOf = remember(({ workingDays, startsAfter, requires, parent }) => {
    if (workingDays === null) return null;
    const after = latest(requires.map((key) => dueOf(byKey.get(key))));
    const whole = startOf(byKey.get(parent ?? '')) ?? firstDay;
    const earliest = startsAfter === null ? whole : lastWorkingDay(firstDay, startsAfter + 1, calendar);
    const begin = earliest < whole ? whole : earliest;
    const next = after === null ? begin : nextWorkingDay(after, calendar);
    return next < begin ? begin : next;
  });
  const dueOf: DateOf = remember((one) => {
    const begin = startOf(one);
    if (begin === null || one.workingDays === null) return null;
    const own = lastWorkingDay(begin, one.workingDays, calendar);
    return latest([own, ...(children.get(one.key) ?? []).map(dueOf)]);
  });
  return { startOf, dueOf };
}

type DateOf = (of: BlueprintMilestone | undefined) => string | null;

/** Computes the date of each milestone once; null for one that waits for itself, which can only be an old blueprint. */
function remember(dateOf: (of: BlueprintMilestone) => string | null): DateOf {
  const known = new Map<string, string | null>();
  return (of) => {
    if (of === undefined) return null;
    if (!known.has(of.key)) known.set(of.key, null);
    else return known.get(of.key) ?? null;
    const date = dateOf(of);
    known.set(of.key, date);
    return date;
  };
}

const latest = (dates: readonly (string | null)[]): string | null =>
  dates
    .filter((date) => date !== null)
    .sort()
    .at(-1) ?? null;

/** Returns the last of a number of working days that begin with `start`, itself a working day. */
function lastWorkingDay(start: string, workingDays: number, calendar: Calendar): string {
  let day = start;
  for (let passed = 1; passed < workingDays; passed += 1) day = nextWorkingDay(day, calendar);
  return day;
}
