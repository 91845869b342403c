import { fold } from '../domain/text/fold.ts';

/** The languages whose names of months and weekdays are understood. */
export const languages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'] as const;
type Language = (typeof languages)[number];

/** A name in a language, without the dot of an abbreviation. `at`: its number from 1. */
export type Name = { text: string; at: number; language: Language; isShort: boolean };

const everyMonth = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 15)));
/** 5 January 2026 is a Monday. */
const everyWeekday = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 0, 5 + day)));

/** Some languages use other names beside a day: "Sep" and "17. Sept." */
const wholeDate: Intl.DateTimeFormatOptions = { day: 'numeric', year: 'numeric' };

function namesIn(part: 'month' | 'weekday', days: readonly Date[]): Name[] {
  return languages.flatMap((language) =>
    (['long', 'short'] as const).flatMap((style) =>
      [{}, wholeDate].flatMap((beside) => {
        const format = new Intl.DateTimeFormat(language, { [part]: style, ...beside, timeZone: 'UTC' });
        return days.map((day, index) => {
          const text = format.formatToParts(day).find(({ type }) => type === part)?.value ?? '';
          return { text: text.replace(/\.$/, ''), at: index + 1, language, isShort: style === 'short' };
        });
      }),
    ),
  );
}

/** The names of the months in all languages, from the runtime's data (CLDR). */
export const monthNames: readonly Name[] = namesIn('month', everyMonth);
/** The names of the weekdays, Monday first, as in ISO 8601. */
export const weekdayNames: readonly Name[] = namesIn('weekday', everyWeekday);

const english = (names: readonly Name[]) =>
  names.filter(({ language, isShort }) => language === 'en' && !isShort).map(({ text }) => text);
/** The months in English, January first. */
export const months: readonly string[] = [...new Set(english(monthNames))];
/** The weekdays in English, Monday first. */
export const weekdays: readonly string[] = [...new Set(english(weekdayNames))];

const byName = (names: readonly Name[]) => new Map(names.map(({ text, at }) => [fold(text), at] as const));
const monthsByName = byName(monthNames);
const weekdaysByName = byName(weekdayNames);
const fullWeekdays = byName(weekdayNames.filter(({ isShort }) => !isShort));

/** Returns 1 (January) to 12 for a name in any language or three or more English letters ("sept"). */
export const month = (word: string): number | undefined => indexOfName(word, monthsByName, months);

/** Returns 1 (Monday) to 7 for a weekday before a date: "thurs", "mo", "segunda-feira". */
export const weekdayBefore = (word: string): number | undefined =>
  indexOfName(word, weekdaysByName, weekdays);

/**
 * Returns 1 (Monday) to 7 for a weekday that stands alone. Abbreviations in languages other than English
 * do not count, because they are also words ("do", "so", "mar").
 */
export const weekday = (word: string): number | undefined =>
  indexOfName(word, fullWeekdays, weekdays) ?? (word.toLowerCase() === 'weds' ? 3 : undefined);

function indexOfName(word: string, known: ReadonlyMap<string, number>, inEnglish: readonly string[]) {
  const folded = fold(word).replace(/\.$/, '');
  const at = known.get(folded);
  if (at !== undefined || folded.length < 3) return at;
  const index = inEnglish.findIndex((name) => name.toLowerCase().startsWith(folded));
  return index < 0 ? undefined : index + 1;
}

/** Whether a word is an English month, from its first three letters. */
export const isEnglishMonth = (word: string): boolean =>
  word.length >= 3 && months.some((name) => name.toLowerCase().startsWith(word.toLowerCase()));
