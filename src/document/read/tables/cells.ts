import { plain, textIn, wholeLiteral } from '../inline.ts';
import type { Head } from './columns.ts';

/** A row below its head. */
export type Row = { head: Head; cells: string[] };

/** Returns the text of a cell; '' if it is empty or a dash. */
export function textOf(cell = ''): string {
  const text = textIn(cell);
  return wholeLiteral(cell) === undefined && /^[-–—]*$/.test(text) ? '' : text;
}

const isNumbering = /^(?:#|no\.?|id|nr\.?)$/i;

/**
 * Takes the cells of a row one by one, each once. `typed` and `take` find a cell by the words of its
 * head and return it as it was typed or as text; `first` takes the first cell that is left, and
 * `withRest` appends all others to a text.
 */
export function cellTaker({ head, cells }: Row) {
  const taken = new Set<number>();
  const takeAt = (at: number) => {
    if (at < 0) return undefined;
    taken.add(at);
    return cells[at] ?? '';
  };
  const typed = (words: RegExp): string | undefined =>
    takeAt(head.findIndex((one, at) => !taken.has(at) && words.test(plain(one))));
  const take = (words: RegExp): string | undefined => {
    const cell = typed(words);
    return cell === undefined ? undefined : textOf(cell);
  };
  const first = (): string =>
    textOf(takeAt(cells.findIndex((_, at) => !taken.has(at) && !isNumbering.test(plain(head[at] ?? '')))));
  const withRest = (text: string, ...more: string[]): string => {
    const rest = cells.flatMap((cell, at) => {
      const value = taken.has(at) ? '' : textOf(cell);
      const name = plain(head[at] ?? '');
      const isNumber = name === '' || isNumbering.test(name);
      if (value === '' || (isNumber && /^\p{L}?-?\d{1,3}\.?$/u.test(value))) return [];
      return [isNumber ? value : `${name}: ${value}`];
    });
    const all = [...more, ...rest].filter(Boolean).join('; ');
    return all === '' ? text : `${text} (${all})`;
  };
  return { typed, take, first, withRest };
}
