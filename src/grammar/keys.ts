import type { Problem } from '../domain/outcome.ts';
import { closest } from '../domain/text/nearest.ts';
import { quoted } from '../domain/text/wording.ts';
import type { SlotField } from './slot.ts';
import type { Token } from './tokens.ts';

/** A word that is no key, with the indexes of its first and last token. */
export type Word = Token & { first: number; last: number };

/** A word that belongs to no `key:`. */
export type FreeWord = Word & {
  /** It follows the bare key of the rest slot (`reason: the tests fail`), so that it fills no place. */
  restOnly: boolean;
};

/** A token, classified by the keys of the command. */
export type Unit = { is: 'key'; field: SlotField } | { is: 'word'; word: Word };

/** A line with more mistyped keys than this was pasted; only so many are reported. */
const maxTypos = 5;

/** Returns the name of a key without its spelling: `blocks-go-live`, `blocksGoLive`, `Blocks–Go–Live` and `ｄｕｅ`. */
export const folded = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{Pd}_]/gu, '');

/** Maps fields by their folded names. */
export const byName = (fields: readonly SlotField[]) =>
  new Map(fields.map((field) => [folded(field.name), field]));

/** Finds the keys of a command among the tokens; reports mistyped keys, and takes other names with a colon as text. */
export function findKeys(
  source: string,
  tokens: Token[],
  fields: readonly SlotField[],
): { units: Unit[]; problems: Problem[] } {
  const byKey = byName(fields);
  const units: Unit[] = [];
  const typos = new Map<string, Problem>();
  for (let first = 0; first < tokens.length; first++) {
    const token = tokens[first];
    if (!token) break;
    const field = token.is === 'key' ? byKey.get(folded(token.text)) : undefined;
    if (field) {
      units.push({ is: 'key', field });
      continue;
    }
    const value = token.is === 'key' && tokens[first + 1]?.attached ? tokens[first + 1] : undefined;
    const last = value ? first + 1 : first;
    const looking = token.is === 'key' && typos.size < maxTypos;
    const intended = looking ? intendedKey(token.text, byKey, value !== undefined) : undefined;
    if (intended) typos.set(token.text, unknownKey(token.text, intended));
    else units.push({ is: 'word', word: { ...asWord(source, token, value), first, last } });
    first = last;
  }
  return { units, problems: [...typos.values()] };
}

/** Returns a token as a word; one that looks like a key takes the value attached to it. */
function asWord(source: string, token: Token, value: Token | undefined): Token {
  if (token.is !== 'key') return token;
  const to = value?.to ?? token.to;
  return { ...token, is: 'word', text: source.slice(token.from, to), to };
}

/**
 * Finds the key that was probably intended. A value attached to the colon makes a key likely, so that two typos
 * are accepted (`dew:friday`); before a space it may be prose ("note: …"), and only one is.
 */
function intendedKey(
  typed: string,
  byKey: ReadonlyMap<string, SlotField>,
  attached: boolean,
): SlotField | undefined {
  const word = folded(typed);
  const best = closest(word, [...byKey.keys()]);
  if (!best || word.length < (attached ? 3 : 4)) return undefined;
  const maxDistance = attached && best.name.charAt(0) === word.charAt(0) ? 2 : 1;
  return best.distance <= maxDistance ? byKey.get(best.name) : undefined;
}

const unknownKey = (typed: string, meant: SlotField): Problem => ({
  field: meant.name,
  message: `There is no ${quoted(`${typed}:`)} here; did you mean “${meant.key}:”? Put quotes around it if it is part of a text.`,
});
