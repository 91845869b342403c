import { Temporal } from 'temporal-polyfill';
import { windowsZones } from './windows-zones.ts';

/** Whether the name is a zone that this runtime knows. */
export const isZone = (zone: string): boolean => canonicalZone(zone) !== undefined;

/** A zone as it is spelled, from its name in any case; undefined where this runtime knows none of that name. */
export function canonicalZone(name: string): string | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}

/**
 * The zone that a platform, an import or a setting means: an IANA name in any case, a Windows name
 * (CLDR), else an offset from UTC, which has no summer time. Undefined where it means none (RMD-2).
 */
export function resolveZone(told: string): string | undefined {
  const known = found.get(told);
  if (known !== undefined) return known || undefined;
  const zone = find(told.trim());
  // names come from outside: a stranger's must not fill the memory
  if (found.size < mostNames && told.length <= longestName) found.set(told, zone ?? '');
  return zone;
}

/** A zone as it is kept of what somebody's platform tells: its name, else the words, so that they are asked about once. */
export const storedZone = (told: string): string =>
  resolveZone(told) ?? told.replaceAll(/\p{C}/gu, '').trim().slice(0, longestName);

/** Whether a zone is a mere offset from UTC, which says less than any name: it has no summer time. */
export const isOffset = (zone: string): boolean => /^[+-]/.test(zone);

/** What each name meant; the same few are asked with every command. Empty: no zone. */
const found = new Map<string, string>();
const mostNames = 1_000;
/** The longest IANA name has 32 characters, the longest Windows name 32. */
const longestName = 64;

function find(name: string): string | undefined {
  if (name === '' || name.length > longestName) return undefined;
  return windowsZone(name) ?? (isPlainName(name) ? canonicalZone(name) : undefined) ?? offsetZone(name);
}

/** Temporal also reads a zone out of a date and time, which nobody means by it. */
const isPlainName = (name: string) => /^[a-z]+(?:[/_+-][a-z0-9_+-]+)*\d*$/i.test(name);

/** `Pacific Daylight Time` is how Windows calls the zone in summer. */
const windowsZone = (name: string) =>
  windowsZones.get(name.toLowerCase().replace(/ (?:daylight|summer) time/, ' standard time'));

/** `GMT+02:00`, `UTC-8`, `+0530`, `(UTC+01:00) Amsterdam, Berlin`; Temporal knows offsets below a day. */
function offsetZone(name: string): string | undefined {
  const [, sign, hours, minutes = '00'] =
    /^\(?(?:UTC|GMT)?\s*([+\-−])(\d{1,2})(?::?(\d{2}))?(?:$|\).*)/i.exec(name) ?? [];
  if (!sign || !hours || Number(hours) > 14) return undefined;
  return canonicalZone(`${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`);
}
