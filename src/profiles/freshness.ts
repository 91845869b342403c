import type { CallerFacts } from '../../db/queries/directory/who.ts';
import { minutesBetween } from '../domain/time/dates.ts';
import { isOffset, storedZone } from '../domain/time/zones.ts';
import type { Intent } from '../ports/intent.ts';

/** Age after which a profile is requested again: a day. */
export const profileTtlMinutes = 24 * 60;

/**
 * Age after which a profile vouches for nothing: a week. Until the platform answers again, the person has a
 * guest's rights (ADM-2). Roles given by an owner stay.
 */
const maxVouchedMinutes = 7 * profileTtlMinutes;

const ageMinutes = ({ profiledAt }: CallerFacts, now: string) =>
  profiledAt === null ? Number.POSITIVE_INFINITY : minutesBetween(profiledAt, now);

/** Whether a stored profile still counts. `now` is an ISO instant. */
export const isVouched = (known: CallerFacts, now: string): boolean =>
  known.profiled && ageMinutes(known, now) <= maxVouchedMinutes;

/** Whether to request a profile again: it is older than a day, or the account counts as gone. */
export const isProfileStale = (known: CallerFacts, { actor }: Intent, now: string): boolean =>
  known.profiled &&
  actor.platform !== 'cli' &&
  actor.standing === undefined &&
  (known.gone || ageMinutes(known, now) > profileTtlMinutes);

/** Returns the time zone of a request when it differs from the stored one. */
export function newZoneOf({ person, zoneTold }: CallerFacts, { actor, room }: Intent): string | undefined {
  if (!actor.zone || !room || !person || person.zoneChosen) return undefined;
  const zone = storedZone(actor.zone);
  const isNews = zone !== '' && zone !== zoneTold && !(isOffset(zone) && person.zone !== null);
  return isNews ? actor.zone : undefined;
}
