import { choiceLabel } from '../domain/text/wording.ts';

/** The choices of an input, and the words for those that people read and type differently. */
type Choices = { choices?: readonly string[]; choiceWords?: Readonly<Record<string, string>> };

/** Returns the stored form of a choice: `In progress` and `in–progress` are `in_progress`. */
export const choiceKey = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}_]+/gu, '_');

/** Returns how people read a choice: "in progress", "customer". */
export const choiceWord = ({ choiceWords = {} }: Pick<Choices, 'choiceWords'>, choice: string): string =>
  choiceWords[choice] ?? choiceLabel(choice);

/** Returns the choice that a text names by its value or its word; undefined if none. */
export function choiceIn(slot: Choices, typed: string): string | undefined {
  const key = choiceKey(typed);
  return slot.choices?.find((choice) => choice === key || slot.choiceWords?.[choice] === key);
}
