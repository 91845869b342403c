import { en } from 'chrono-node';
import { Temporal } from 'temporal-polyfill';
import { isEnglishMonth, weekday } from './names.ts';

/**
 * Reads a date relative to today, in lower case: "friday", "next friday", "in 2 weeks", "end of month".
 * Weekdays and ends of periods follow our own rules, the rest chrono's. Undefined unless the whole text is read.
 */
export function readRelativeDate(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  return (
    readNearDay(text, today) ?? readWeekday(text, today) ?? readEnd(text, today) ?? readPhrase(text, today)
  );
}

function readNearDay(text: string, today: Temporal.PlainDate) {
  if (text === 'today' || text === 'now') return today;
  return text === 'day after tomorrow' ? today.add({ days: 2 }) : undefined;
}

/**
 * "friday" is the coming one, today included; "next friday" (or "friday next week") is the Friday of the next
 * calendar week, which begins on Monday; "last friday" is the one before today.
 */
function readWeekday(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const match =
    /^(?:(on|this|coming|next|last) )?([\p{L}-]{3,13})( next week)?$/u.exec(text) ??
    /^(next) week (?:on )?([\p{L}-]{3,13})$/u.exec(text);
  const day = match && weekday(match[2] ?? '');
  if (!match || !day) return undefined;
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  if (match[1] === 'next' || match[3]) return monday.add({ days: 7 + day - 1 });
  const ahead = (day - today.dayOfWeek + 7) % 7;
  return today.add({ days: match[1] === 'last' ? ahead - 7 : ahead });
}

/** Reads "end of week" and the like. A week ends on Friday; on a weekend, on the next one. */
function readEnd(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const match = /^(?:end of (?:(this|next) )?(week|month|year)|eo([wmy]))$/.exec(text);
  if (!match) return undefined;
  const ahead = match[1] === 'next' ? 1 : 0;
  switch (match[2]?.charAt(0) ?? match[3]) {
    case 'w':
      return today.add({ days: ((5 - today.dayOfWeek + 7) % 7) + 7 * ahead });
    case 'm':
      return today
        .with({ day: 1 })
        .add({ months: ahead + 1 })
        .subtract({ days: 1 });
    default:
      return Temporal.PlainDate.from({ year: today.year + ahead, month: 12, day: 31 });
  }
}

/** Ambiguous phrases and numeric dates, for which chrono would guess. */
const guesswork = /^this |quarter|weekend|\d[/.-]\d|^[^a-z]*$/;

/** Chrono merges two of these into one day. */
const days = /\b(?:today|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/g;

/**
 * Reads other phrases. Chrono counts from noon UTC of today and returns the parts of the date,
 * never an instant, so that the zone of the host does not matter. It adds a month to 31 January as
 * 3 March: an uncertain day that differs from today's has overflowed and is moved back to the end of the month.
 */
function readPhrase(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if ((text.match(days) ?? []).length > 1) return undefined;
  if (guesswork.test(text) || text.split(/[ ./-]/).some((word) => isEnglishMonth(word))) return undefined;
  const from = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 };
  const [found, second] = en.casual.parse(text, from, { forwardDate: true });
  if (!found || second || found.end || found.text.length !== text.length) return undefined;
  const parts = found.start;
  const isDate = parts.isCertain('day') || parts.isCertain('month') || parts.isCertain('year');
  if (!isDate || parts.isCertain('hour')) return undefined;
  const [year, monthIs, day] = [parts.get('year'), parts.get('month'), parts.get('day')];
  if (day === null || monthIs === null || year === null || !(year >= 0 && year <= 9999)) return undefined;
  const date = Temporal.PlainDate.from({ year, month: monthIs, day });
  return parts.isCertain('day') || day === today.day ? date : date.subtract({ days: day });
}
