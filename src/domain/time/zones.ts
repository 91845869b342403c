import { Temporal } from 'temporal-polyfill';
import { windowsZones } from './windows-zones.ts';

/** Whether this runtime knows the zone. */
export const isZone = (zone: string): boolean => canonicalZone(zone) !== undefined;

/** Returns the canonical spelling of a zone, from its name in any case; undefined if this runtime does not know it. */
export function canonicalZone(name: string): string | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}

/**
 * Resolves a zone from a platform, an import or a setting: an IANA name in any case, a Windows name (CLDR),
 * else an offset from UTC, which has no daylight saving time. Undefined if it is none (RMD-2).
 */
export function resolveZone(name: string): string | undefined {
  const known = zoneCache.get(name);
  if (known !== undefined) return known || undefined;
  const zone = find(name.trim());
  // names come from outside and must not fill the memory
  if (zoneCache.size < maxCachedNames && name.length <= maxNameCharacters) zoneCache.set(name, zone ?? '');
  return zone;
}

/**
 * Returns the zone to store for what a platform reports: its name, else the cleaned text, so that the person
 * is asked about it once.
 */
export const storedZone = (name: string): string =>
  resolveZone(name) ?? name.replaceAll(/\p{C}/gu, '').trim().slice(0, maxNameCharacters);

/** Whether a zone is only an offset from UTC, which has no daylight saving time. */
export const isOffset = (zone: string): boolean => /^[+-]/.test(zone);

/** Resolved names: the same few come with every command. Empty: no zone. */
const zoneCache = new Map<string, string>();
const maxCachedNames = 1_000;
/** The longest IANA and Windows names have 32 characters. */
const maxNameCharacters = 64;

function find(name: string): string | undefined {
  if (name === '' || name.length > maxNameCharacters) return undefined;
  return windowsZone(name) ?? (isPlainName(name) ? canonicalZone(name) : undefined) ?? offsetZone(name);
}

/** Excludes dates with times, in which Temporal also finds a zone. */
const isPlainName = (name: string) => /^[a-z]+(?:[/_+-][a-z0-9_+-]+)*\d*$/i.test(name);

/** Windows says `Pacific Daylight Time` in summer. */
const windowsZone = (name: string) =>
  windowsZones.get(name.toLowerCase().replace(/ (?:daylight|summer) time/, ' standard time'));

/** `GMT+02:00`, `UTC-8`, `+0530`, `(UTC+01:00) Amsterdam, Berlin`; Temporal knows offsets below a day. */
function offsetZone(name: string): string | undefined {
  const [, sign, hours, minutes = '00'] =
    /^\(?(?:UTC|GMT)?\s*([+\-−])(\d{1,2})(?::?(\d{2}))?(?:$|\).*)/i.exec(name) ?? [];
  if (!sign || !hours || Number(hours) > 14) return undefined;
  return canonicalZone(`${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`);
}

/** Returns the city of a zone as people write it: "London", "New York"; the offset of a zone without one. */
export const cityOf = (zone: string): string => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
