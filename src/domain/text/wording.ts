import { excerpt } from './cut.ts';

/** Name of the "field" of a problem that is about the line as a whole. */
export const lineField = 'line';

/** What somebody wrote, in typographic quotes, short enough for one line of a card. */
export function quoted(text: string, most = 60): string {
  return `“${excerpt(text, most)}”`;
}

/** A value of a closed list as people read it: `in_progress` is "in progress". */
export const choiceLabel = (choice: string) => choice.replaceAll('_', ' ');

/** With a capital letter, for labels and the start of a sentence. */
export const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
