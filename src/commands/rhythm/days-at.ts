import { invalid, type Outcome, ok } from '../../domain/outcome.ts';
import type { Cadence } from '../../domain/time/schedule.ts';

/** Typed days and time. `null` days: switched off. */
export type TypedCadence = { days?: Cadence['days'] | null | undefined; at?: string | undefined };

const defaultTime = '09:00';

/** Returns the cadence with the typed parts changed. `was` is the current one; `field` names the field of the days. */
export function cadenceOf(
  command: string,
  field: string,
  { days, at }: TypedCadence,
  was: Cadence | null,
): Outcome<Cadence | null> {
  if (days === null)
    return at === undefined ? ok(null) : invalid(command, 'at', '“off” takes no time or days.');
  const on = days ?? was?.days;
  if (!on) return invalid(command, field, 'How often? Write daily, weekly or days of the week.');
  return ok({ days: on, at: at ?? was?.at ?? defaultTime });
}

/** Whether two cadences are equal. */
export const isSame = (a: Cadence | null, b: Cadence | null): boolean =>
  a?.at === b?.at && String(a?.days) === String(b?.days);
