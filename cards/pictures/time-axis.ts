import { calendarDays, dateOf, dayNumber, formatDate, weekdayOf } from '../../src/domain/time/dates.ts';
import { widthOf } from './letters.ts';
import { textSize } from './svg.ts';

/** Maps days, YYYY-MM-DD, to x coordinates; days beyond the scale are at its edges. */
export type Scale = { first: string; last: string; left: number; right: number; x(day: string): number };

/** A scale is at least a week wide, so that days can be told apart. */
const minDays = 7;

/** Returns a scale for today and the days that are not far from it. */
export function timeScale(days: readonly string[], today: string, left: number, right: number): Scale {
  const near = withoutFarDays(days, today).toSorted();
  return scaleBetween(near[0] ?? today, near.at(-1) ?? today, left, right);
}

/** Returns a scale from a day to another. */
export function scaleBetween(first: string, end: string, left: number, right: number): Scale {
  const last = calendarDays(first, end) < minDays ? dateOf(dayNumber(first) + minDays) : end;
  const all = calendarDays(first, last);
  const x = (day: string) =>
    Math.min(right, Math.max(left, left + ((right - left) * calendarDays(first, day)) / all));
  return { first, last, left, right, x };
}

/** A day within this distance of today is never far. */
const nearDays = 120;
/** A day is far when it is this many times as far from today as all nearer ones. */
const farRatio = 6;

/** Returns today and the days around it, up to the first large gap: one date in ten years would squeeze the rest. */
function withoutFarDays(days: readonly string[], today: string): string[] {
  const byDistance = days
    .map((day) => ({ day, distance: Math.abs(calendarDays(today, day)) }))
    .sort((a, b) => a.distance - b.distance);
  const far = byDistance.findIndex(({ distance }, nth) => {
    const before = byDistance[nth - 1];
    return before !== undefined && distance > Math.max(nearDays, before.distance * farRatio);
  });
  return [today, ...(far === -1 ? byDistance : byDistance.slice(0, far)).map(({ day }) => day)];
}

/** A labelled day of the axis. */
export type Tick = { x: number; words: string };

const minGap = 10;

/** Returns the days to label, as many as fit beside each other: days, weeks, months or years. */
export function ticks(scale: Scale): Tick[] {
  for (const { days, words } of steps(scale)) {
    const all = days.map((day) => ({ x: scale.x(day), words: words(day) }));
    if (all.every((tick, nth) => fitsAfter(all[nth - 1], tick))) return all.filter(isInside(scale));
  }
  return [];
}

const half = ({ words }: Tick) => widthOf(words, textSize) / 2;
const fitsAfter = (before: Tick | undefined, tick: Tick) =>
  before === undefined || before.x + half(before) + minGap <= tick.x - half(tick);

/** A label may reach a little over the edge of the scale. */
const overhang = 10;
const isInside =
  ({ left, right }: Scale) =>
  (tick: Tick) =>
    tick.x - half(tick) >= left - overhang && tick.x + half(tick) <= right + overhang;

type Step = { days: string[]; words(day: string): string };

/** Returns the ways to label a scale, from the closest. */
function* steps(scale: Scale): Generator<Step> {
  for (const length of [1, 7, 14, 28]) {
    if (calendarDays(scale.first, scale.last) / length < 12)
      // the order of the days tells the year
      yield { days: everyDays(scale, length), words: (day) => shortDay(day, day) };
  }
  const months = monthsOf(scale);
  for (const length of [1, 3, 6]) {
    const days = months.filter((day) => (Number(day.slice(5, 7)) - 1) % length === 0);
    yield { days, words: (day) => `${shortDay(day, day).split(' ')[1]} ${day.slice(0, 4)}` };
  }
  for (const length of [1, 2, 5, 10, 20, 50, 100, 500, 1000]) {
    const days = months.filter((day) => day.slice(5, 7) === '01' && Number(day.slice(0, 4)) % length === 0);
    yield { days, words: (day) => day.slice(0, 4) };
  }
}

/** Returns every day, or every nth Monday. */
function everyDays({ first, last }: Scale, length: number): string[] {
  const start = dayNumber(first) + (length === 1 ? 0 : (8 - weekdayOf(first)) % 7);
  const count = Math.floor((dayNumber(last) - start) / length) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, nth) => dateOf(start + nth * length));
}

/** Returns the firsts of months. */
function monthsOf({ first, last }: Scale): string[] {
  const start = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1;
  const count = Number(last.slice(0, 4)) * 12 + Number(last.slice(5, 7)) - start;
  return Array.from({ length: count }, (_, nth) => {
    const month = start + nth;
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  }).filter((day) => day >= first);
}

/** "10 Dec", with the year unless it is the current one. */
export const shortDay = (day: string, today: string): string => formatDate(day, today).slice(4);
