import { dayOf, timeOf } from '../when.tsx';

type Json = Record<string, unknown>;
type At = { now: string; zone: string };

/** Words the dates of rich text by the product's clock; the library that draws them knows only the real one. */
export function withDates(part: unknown, at: At): unknown {
  if (Array.isArray(part)) return part.map((one) => withDates(one, at));
  if (typeof part !== 'object' || part === null) return part;
  const { type, timestamp, format, style } = part as Json;
  if (type === 'date' && typeof timestamp === 'number' && typeof format === 'string') {
    return { type: 'text', text: worded(timestamp * 1_000, format, at), ...(style ? { style } : {}) };
  }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withDates(value, at)]));
}

/** Fills in a date format of Slack: `{date_short_pretty} at {time}`. */
const worded = (moment: number, format: string, { now, zone }: At): string =>
  format
    .replaceAll('{ago}', () => agoOf(moment, Date.parse(now)))
    .replaceAll(/\{date\w*\}/g, () => dayOf(moment, zone, now))
    .replaceAll(/\{time\w*\}/g, () => timeOf(moment, zone));

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** Returns how long ago a moment was, in the largest whole unit: "2 hours ago". */
function agoOf(moment: number, now: number): string {
  const [unit, ms] = units.find(([, one]) => Math.abs(now - moment) >= one) ?? ['second', 1_000];
  if (unit === 'second') return 'just now';
  return new Intl.RelativeTimeFormat('en-GB').format(-Math.trunc((now - moment) / ms), unit);
}
