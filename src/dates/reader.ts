import type { FigureOrder } from './policy.ts';

type Order = Exclude<FigureOrder, 'ask'>;

/** Who reads: the language and the zone that their platform tells, as far as it does. */
export type Reader = { language?: string | null | undefined; zone?: string | null | undefined };

/** The regions that write the month first in figures (CLDR). */
export const monthFirst = ['US', 'PR', 'GU', 'VI', 'MP', 'AS', 'UM', 'MH', 'PH', 'PA'] as const;

/**
 * The order in which somebody reads figures: by the region of their language ("en-US"), else by where their
 * zone is, else by their language alone. English alone says nothing. Undefined when nothing is known.
 */
export function orderOf({ language, zone }: Reader): Order | undefined {
  const locale = language ? localeNamed(language) : undefined;
  if (locale?.region) return orderIn(locale);
  const named = zone ? zoneNamed(zone) : undefined;
  if (named && monthFirstZones().has(named)) return 'month';
  if (named?.includes('/') && !named.startsWith('Etc/')) return 'day';
  return locale && locale.language !== 'en' ? orderIn(locale) : undefined;
}

function orderIn(locale: Intl.Locale): Order {
  const parts = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone: 'UTC' }).formatToParts(0);
  const [first] = parts.filter(({ type }) => type === 'day' || type === 'month' || type === 'year');
  // a year in front says nothing of 10/12; those who write it so write the month before the day
  return first?.type === 'day' ? 'day' : 'month';
}

let zones: ReadonlySet<string> | undefined;

function monthFirstZones(): ReadonlySet<string> {
  zones ??= new Set(monthFirst.flatMap(zonesOf).flatMap((zone) => zoneNamed(zone) ?? []));
  return zones;
}

/** The types of the library do not know the method yet. */
function zonesOf(region: string): string[] {
  const locale: Intl.Locale & { getTimeZones?(): string[] } = new Intl.Locale(`und-${region}`);
  return locale.getTimeZones?.() ?? [];
}

/** The name that the runtime has for a zone, which may have several. */
function zoneNamed(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function localeNamed(language: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(language.replaceAll('_', '-'));
  } catch {
    return undefined;
  }
}
