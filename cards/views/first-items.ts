import { type Item, plain } from '../model.ts';

/** Returns a list item of plain words. */
export const item = (words: string): Item => ({ spans: [plain(words)] });

/** Returns the first `max` items, and "and 3 more" for the rest. */
export const firstItems = (items: Item[], max: number, after = ''): Item[] =>
  items.length > max ? [...items.slice(0, max), item(`and ${items.length - max} more${after}`)] : items;

/** "3 · Beta; 4 · Launch and 2 more": the first `max` names. */
export const firstNames = (names: readonly string[], max: number, between = '; '): string =>
  `${names.slice(0, max).join(between)}${names.length > max ? ` and ${names.length - max} more` : ''}`;
