import type { Known } from '../../db/queries/directory/who.ts';
import { minutesBetween } from '../domain/time/dates.ts';
import { isOffset, storedZone } from '../domain/time/zones.ts';
import type { Intent } from '../ports/intent.ts';

/** A profile is asked for again after so many minutes, which are a day. */
export const profileTtlMinutes = 24 * 60;

/**
 * A profile that the platform has not repeated for a week, though it was asked, vouches for nothing:
 * the person has the rights of a guest until it answers (ADM-2). Roles that an owner gave stay.
 */
const maxVouchedMinutes = 7 * profileTtlMinutes;

const ageMinutes = ({ profiledAt }: Known, now: string) =>
  profiledAt === null ? Number.POSITIVE_INFINITY : minutesBetween(profiledAt, now);

/** Whether what the platform said of somebody still counts. `now` is an ISO instant. */
export const isVouched = (known: Known, now: string): boolean =>
  known.profiled && ageMinutes(known, now) <= maxVouchedMinutes;

/** Whether the platform is to be asked again who somebody is, because it is a day ago or they should be gone. */
export const isProfileStale = (known: Known, { actor }: Intent, now: string): boolean =>
  known.profiled &&
  actor.platform !== 'cli' &&
  actor.standing === undefined &&
  (known.gone || ageMinutes(known, now) > profileTtlMinutes);

/** The zone that a request says and that is not kept yet; undefined where there is nothing new. */
export function newZoneOf({ person, zoneTold }: Known, { actor, room }: Intent): string | undefined {
  if (!actor.zone || !room || !person || person.zoneChosen) return undefined;
  const zone = storedZone(actor.zone);
  const isNews = zone !== '' && zone !== zoneTold && !(isOffset(zone) && person.zone !== null);
  return isNews ? actor.zone : undefined;
}
