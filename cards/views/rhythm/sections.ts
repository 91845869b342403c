import { formatDate, todayIn } from '../../../src/domain/time/dates.ts';
import { isLate, timeIn } from '../../../src/domain/time/moments.ts';
import { type Action, type Block, heading, type Item, plain, text } from '../../model.ts';

/** When a scheduled message was due, when it is sent, and the reader's zone. Instants are ISO 8601; `today` is in the zone. */
export type SendTime = { slot: string; now: string; zone: string; today: string };

/** Lines of a section (RMD-3). */
export const maxLines = 5;

/** Returns a digest section: heading, at most five lines, and buttons to the rest; empty without lines (RMD-3). */
export function section<T>(
  title: string,
  lines: readonly T[],
  line: (one: T) => Item,
  rest: (left: readonly T[]) => Action[],
  max = maxLines,
): Block[] {
  if (lines.length === 0) return [];
  const left = lines.slice(max);
  const items = lines.slice(0, max).map(line);
  if (left.length > 0) items.push({ spans: [plain(`and ${left.length} more`)], actions: rest(left) });
  return [heading(title), { is: 'list', items }];
}

/** Returns small print for a message that was sent late (RMD-5); empty when on time. */
export function lateNotice({ slot, now, zone, today }: SendTime): Block[] {
  if (!isLate(slot, now)) return [];
  const day = todayIn(slot, zone);
  const when = day === today ? timeIn(slot, zone) : `${timeIn(slot, zone)} on ${formatDate(day, today)}`;
  return [text(`Due at ${when}, sent late.`, 'quiet')];
}

/** Returns small print about a previous message that failed or may not have arrived (RMD-5). */
export function missedNotice(
  what: string,
  missed: { slot: string; state: 'failed' | 'unknown' } | null,
  { zone, today }: SendTime,
): Block[] {
  if (!missed) return [];
  const day = formatDate(todayIn(missed.slot, zone), today);
  const words = missed.state === 'failed' ? 'could not be delivered' : 'may not have arrived';
  return [text(`${what} of ${day} ${words}; this one includes everything that still matters.`, 'quiet')];
}
