import { excerpt } from './cut.ts';

/** The field name of a problem with the whole line. */
export const lineField = 'line';

/** Quotes a text, shortened to one line of a card. */
export function quoted(text: string, maxUnits = 60): string {
  return `“${excerpt(text, maxUnits)}”`;
}

/** Formats a choice for people: `in_progress` is "in progress". */
export const choiceLabel = (choice: string) => choice.replaceAll('_', ' ');

/** Returns the name of a command as people type it: `metric-set` is "metric set". */
export const typedName = (command: string): string => command.replaceAll('-', ' ');

/** Returns a share as people read it in running text: "60 %". */
export const percentWords = (percent: number): string => `${percent} %`;

/** Returns a share as people type it, and as documents have it: "60%". */
export const typedPercent = (percent: number): string => `${percent}%`;

/** Capitalises the first letter. */
export const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
