/** Why a text that speaks of a date is none; a phrase that follows the name of the field. */
export type NoDate = { problem: string };

/** January first. */
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Monday first, as in ISO 8601. */
export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** 1 for Monday to 7 for Sunday, from a name or its first three letters or more, in lower case ("thurs"). */
export function weekday(word: string): number | undefined {
  if (word.length < 3) return undefined;
  const at = weekdays.findIndex(
    (name) => name.toLowerCase().startsWith(word) || (word === 'weds' && name === 'Wednesday'),
  );
  return at < 0 ? undefined : at + 1;
}

/** 1 for January to 12, from a name or its first three letters or more, in lower case ("sept"). */
export function month(word: string): number | undefined {
  if (word.length < 3) return undefined;
  const at = months.findIndex((name) => name.toLowerCase().startsWith(word));
  return at < 0 ? undefined : at + 1;
}
