import { invalid, type Outcome, ok } from '../../domain/outcome.ts';
import type { Cadence } from '../../domain/time/schedule.ts';

/** What somebody said of when something comes. `null` days: it is to stop. */
export type Said = { days?: Cadence['days'] | null | undefined; at?: string | undefined };

const usual = '09:00';

/** The cadence that is meant, where `was` stands now: what was not said stays. `field`: where the days are given. */
export function cadenceOf(
  command: string,
  field: string,
  { days, at }: Said,
  was: Cadence | null,
): Outcome<Cadence | null> {
  if (days === null) return at === undefined ? ok(null) : invalid(command, 'at', 'What is off has no time.');
  const on = days ?? was?.days;
  if (!on) return invalid(command, field, 'How often? Write daily, weekly or days of the week.');
  return ok({ days: on, at: at ?? was?.at ?? usual });
}

/** Whether two cadences say the same. */
export const isSame = (one: Cadence | null, other: Cadence | null): boolean =>
  one?.at === other?.at && String(one?.days) === String(other?.days);
