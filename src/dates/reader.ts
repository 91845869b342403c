import type { FigureOrder } from './policy.ts';

type Order = Exclude<FigureOrder, 'ask'>;

/** The language and zone of a person, as far as their platform reports them. */
export type Reader = { language?: string | null | undefined; zone?: string | null | undefined };

/** The regions that write the month first in numeric dates (CLDR). */
export const monthFirst = ['US', 'PR', 'GU', 'VI', 'MP', 'AS', 'UM', 'MH', 'PH', 'PA'] as const;

/**
 * Returns the order in which a person reads numeric dates: by the region of their language ("en-US"), else
 * by their zone, else by the language alone. English alone does not decide. Undefined if unknown.
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
  // languages with the year first write the month before the day
  return first?.type === 'day' ? 'day' : 'month';
}

let zones: ReadonlySet<string> | undefined;

function monthFirstZones(): ReadonlySet<string> {
  zones ??= new Set(monthFirst.flatMap(zonesOf).flatMap((zone) => zoneNamed(zone) ?? []));
  return zones;
}

/** TypeScript's library does not declare the method yet. */
function zonesOf(region: string): string[] {
  const locale: Intl.Locale & { getTimeZones?(): string[] } = new Intl.Locale(`und-${region}`);
  return locale.getTimeZones?.() ?? [];
}

/** Returns the runtime's canonical name of a zone; undefined if unknown. */
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
