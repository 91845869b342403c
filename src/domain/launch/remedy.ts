import { type Priority, priorities } from '../plan/milestone.ts';
import { plural } from '../time/dates.ts';

/** The action after a no-go, or when a contingency applies (LCH-4, LCH-5). */
export type Remedy =
  /** Moves the go-live and the rest of the plan by days. */
  | { is: 'shift'; days: number }
  /** Drops milestones of these priorities. */
  | { is: 'drop'; priorities: Priority[] }
  /** A text; people do it. */
  | { is: 'manual'; text: string };

/** A longer shift is not understood. */
const maxShiftDays = 365;

const what = '(?:(?: the)? (?:launch(?: date| day)?|go-?live(?: date)?|target(?: date)?|plan|everything))?';
const span = '(\\d{1,3}|an?|one) ?(d|days?|w|wks?|weeks?)';
const shiftForm = new RegExp(
  `^(?:shift|move|delay|postpone|push|slip)(?: back| out)?${what}(?: back| out)?(?: by)? ${span}$`,
  'i',
);
const spanForm = new RegExp(`^(?:by )?${span}$`, 'i');
const dropForm =
  /^(?:drop|cut|descope)(?: all)?(?: the)? (p[0-3](?:(?: ?, ?| ?\/ ?| and | & )p[0-3]){0,3})(?: (?:items|milestones|scope|work))?$/i;

/**
 * Reads an action: "shift launch 7d", "Shift the launch by 1 week", "drop p3". Anything else, like "reduce
 * scope", is manual.
 */
export function readRemedy(text: string): Remedy {
  const line = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  const plain = line.replace(/[.;,!]+$/, '');
  const [, number, unit] = plain.length > 200 ? [] : (shiftForm.exec(plain) ?? []);
  const days = daysOf(number, unit);
  if (days !== undefined) return { is: 'shift', days };
  const named = plain.length > 200 ? undefined : dropForm.exec(plain)?.[1]?.toLowerCase();
  if (named) return { is: 'drop', priorities: priorities.filter((priority) => named.includes(priority)) };
  return { is: 'manual', text: line };
}

/** Reads a number of days: "7d", "7 days", "1 week". Undefined if it is none, or over a year. */
export function readDuration(text: string): number | undefined {
  const [, number, unit] = spanForm.exec(text.trim()) ?? [];
  return daysOf(number, unit);
}

function daysOf(number: string | undefined, unit: string | undefined): number | undefined {
  if (number === undefined || unit === undefined) return undefined;
  const days = (/^\d/.test(number) ? Number(number) : 1) * (unit.toLowerCase().startsWith('w') ? 7 : 1);
  return days >= 1 && days <= maxShiftDays ? days : undefined;
}

/** Formats a remedy so that `readRemedy` reads it back: "shift launch 7 days". */
export function remedyText(remedy: Remedy): string {
  switch (remedy.is) {
    case 'shift':
      return `shift launch ${plural(remedy.days, 'day')}`;
    case 'drop':
      return `drop ${remedy.priorities.join(', ')}`;
    case 'manual':
      return remedy.text;
    default:
      return remedy satisfies never;
  }
}
