import { readDays } from '../../dates/cadences.ts';
import { readTime } from '../../dates/times.ts';
import type { Cadence } from '../../domain/time/schedule.ts';

/** A rule as read from a document: recurring, on a date, or neither if not understood. */
export type ReadRule = { every: Cadence | null; on: string | null; at: string };

const day = /^(\d{4}-\d{2}-\d{2})\b/;
const time = /\b(\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)/i;
const usual = '09:00';

/** Reads a rule such as "daily 10:00 AM", "Every Friday", "2026-02-18 15:00". */
export function readRule(rule: string): ReadRule {
  const said = rule.slice(0, 200);
  const written = time.exec(said.replace(day, ''))?.[1] ?? '';
  const clock = readTime(written);
  const at = clock.is === 'read' ? clock.value : usual;
  const on = day.exec(said)?.[1] ?? null;
  if (on) return { every: null, on, at };
  const rest = said
    .replace(written, ' ')
    .replaceAll(/\b(?:at|around|UTC|GMT)\b|[()]/gi, ' ')
    .trim()
    // "Weekly (Friday)" is Friday
    .replace(/^(?:weekly|daily)[\s,:–-]+(?=\S)/i, '');
  const days = readDays(rest.replace(/[\s,:;–-]+$/, ''));
  return { every: days.is === 'read' ? { days: days.value, at } : null, on: null, at };
}
