import * as z from 'zod';
import type { NamedThing } from '../../domain/named-thing.ts';
import { type Refusal, refuse, rule } from '../../domain/outcome.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { fold } from '../../domain/text/fold.ts';
import { capitalised } from '../../domain/text/wording.ts';
import { type Slot, slots } from '../../grammar/slot.ts';

/** A kind of record with letters before its numbers: `M2` is a metric, `CO2` a change order. */
export type NumberedKind = {
  letter: 'A' | 'M' | 'R' | 'C' | 'D' | 'P' | 'CO';
  what: string;
  /** Only the team may read its texts. */
  isInternal?: true;
};

/** A reference by number (`2`, `m2`, `M2`, `#2`) or, where the kind has names, by name. */
export const numberedSlot = (
  { letter, what }: NumberedKind & { what: NamedThing },
  {
    at = 'place',
    named = false,
    names = what,
  }: { at?: Slot['at']; named?: boolean; names?: NamedThing } = {},
) =>
  z
    .string()
    .trim()
    .min(1, `must be the number of a ${what}, such as ${letter}2`)
    .max(100, 'must have at most 100 characters')
    .register(slots, {
      is: 'reference',
      letter,
      names,
      label: capitalised(what),
      at,
      hint: `${letter}2`,
      takes: `the number of a ${what}, such as ${letter}2${named ? ', or its name' : ''}`,
    });

/** Returns the number in a reference; undefined for a name. */
export function parseNumber(typed: string, { letter }: NumberedKind): number | undefined {
  const digits = new RegExp(`^(?:#|${letter})?\\s?(\\d{1,6})$`, 'i').exec(typed.trim())?.[1];
  return digits === undefined ? undefined : Number(digits);
}

type Row = { number: number; name?: string };

/** Finds a row by number, else by its whole name, else by a part of one name only. */
export function findNumbered<T extends Row>(
  rows: readonly T[],
  typed: string,
  letter: NumberedKind,
): T | undefined {
  const number = parseNumber(typed, letter);
  if (number !== undefined) return rows.find((row) => row.number === number);
  const wanted = fold(typed);
  const names = rows.filter(({ name }) => name !== undefined && fold(name) === wanted);
  const parts = rows.filter(({ name }) => name !== undefined && fold(name).includes(wanted));
  const [only, ...others] = names.length > 0 ? names : parts;
  return others.length > 0 ? undefined : only;
}

const maxListed = 5;

/** Refuses an unknown number or name, and lists the existing names. */
export function refuseUnknown(
  typed: string,
  { letter, what, isInternal }: NumberedKind,
  names: readonly string[],
): { ok: false; refusal: Refusal } {
  const number = parseNumber(typed, { letter, what });
  const said = number === undefined ? `“${excerpt(typed, 60)}”` : `${letter}${number}`;
  const rest = names.length - maxListed;
  const known = names
    .slice(0, maxListed)
    .map((name) => excerpt(name, 100))
    .join('; ');
  const which =
    names.length > 0
      ? `There are: ${known}${rest > 0 ? ` and ${rest} more` : ''}.`
      : 'Nobody has added one yet.';
  const { refusal } = rule(`There is no ${what} ${said} here.`, which);
  return refuse(isInternal && refusal.is === 'rule' ? { ...refusal, listsInternal: true } : refusal);
}
