import { closest } from '../domain/text/nearest.ts';
import { noSuchValue, notUnderstood, type Reading, understood } from '../domain/text/reading.ts';
import { quoted } from '../domain/text/wording.ts';
import { windowsZones } from '../domain/time/windows-zones.ts';
import { canonicalZone } from '../domain/time/zones.ts';
import { cities } from './cities.ts';

const universal = /^(?:z|zulu|(?:etc\/)?(?:utc|gmt|uct))$/;
const offset = /^(?:(?:etc\/)?(?:utc|gmt) ?)?[+-] ?\d{1,2}(?::?\d{2})?$|^(?:est|mst|hst)$/;
const example = 'Name a city, such as Paris, or write it as Europe/Paris.';

/** Reads an IANA zone in any case, a city, or a Windows name: "europe/paris", "new york", "Romance Standard Time". */
export function readZone(text: string): Reading<string> {
  const words = plainZone(text);
  if (universal.test(words)) return understood('UTC');
  if (offset.test(words))
    return noSuchValue(`An offset such as ${text.trim()} has no summer time. ${example}`);
  const zone = ofCity(words) ?? ianaZone(words) ?? windowsZones.get(words);
  if (zone) return understood(zone);
  const near = nearest(words);
  return notUnderstood(`There is no time zone ${quoted(text)}. ${near ? `Did you mean ${near}?` : example}`);
}

const plainZone = (text: string) =>
  text
    .slice(0, 100)
    .toLowerCase()
    .replaceAll(/[\p{Pd}−]/gu, '-')
    .replaceAll(/[\s_]+/g, ' ')
    .trim();

/** Reads an IANA name with a slash; those without are legacy names or mere offsets. */
function ianaZone(words: string): string | undefined {
  const name = words.replaceAll(' ', '_');
  return /^[a-z]+(?:\/[a-z_-]+){1,2}$/.test(name) ? canonicalZone(name) : undefined;
}

const ofCity = (city: string): string | undefined => cities.get(city) ?? zones().find(isNamed(city));

const isNamed = (city: string) => (zone: string) => cityOf(zone) === city;
const cityOf = (zone: string) =>
  zone
    .slice(zone.lastIndexOf('/') + 1)
    .replaceAll('_', ' ')
    .toLowerCase();

/** Returns the zone closest to a misspelt name; shorter words are abbreviations shared by several zones. */
function nearest(words: string): string | undefined {
  if (words.length < 4) return undefined;
  const named = words.includes('/') ? (zone: string) => zone.replaceAll('_', ' ').toLowerCase() : cityOf;
  const best = closest(words, zones().map(named));
  return best && zones().find((zone) => named(zone) === best.name);
}

const zones = (): readonly string[] => Intl.supportedValuesOf('timeZone');
