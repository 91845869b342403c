import type { Problem } from '../domain/outcome.ts';
import { closest } from '../domain/text/nearest.ts';
import { quoted } from '../domain/text/wording.ts';
import { folded } from './folded.ts';
import type { SlotField } from './slot.ts';
import type { Token } from './tokens.ts';

/** A word that is no key, and which of the tokens it is made of. */
export type Word = Token & { first: number; last: number };

/** What a token turns out to be, once the keys of the command are known. */
export type Unit = { is: 'key'; field: SlotField } | { is: 'word'; word: Word };

/** Who makes more slips than these has pasted something else; it is told of these. */
const mostSlips = 5;

/** Tells the keys of a command from text that only looks like one, and from slips of the finger. */
export function findKeys(
  source: string,
  tokens: Token[],
  fields: readonly SlotField[],
): { units: Unit[]; problems: Problem[] } {
  const byKey = new Map(fields.map((field) => [folded(field.name), field]));
  const units: Unit[] = [];
  const slips = new Map<string, Problem>();
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
    const looking = token.is === 'key' && slips.size < mostSlips;
    const meant = looking ? nearKey(token.text, byKey, value !== undefined) : undefined;
    if (meant) slips.set(token.text, unknownKey(token.text, meant));
    else units.push({ is: 'word', word: { ...asWord(source, token, value), first, last } });
    first = last;
  }
  return { units, problems: [...slips.values()] };
}

/** A word as it is, or what only looks like a key, with what hangs on it. */
function asWord(source: string, token: Token, value: Token | undefined): Token {
  if (token.is !== 'key') return token;
  const to = value?.to ?? token.to;
  return { ...token, is: 'word', text: source.slice(token.from, to), to };
}

/**
 * The key that was probably meant. A value right after the colon makes a key likely, so that two slips are
 * forgiven (`dew:friday`); before a space it may as well be prose ("note: …"), and one is the most.
 */
function nearKey(
  typed: string,
  byKey: ReadonlyMap<string, SlotField>,
  attached: boolean,
): SlotField | undefined {
  const word = folded(typed);
  const best = closest(word, [...byKey.keys()]);
  if (!best || word.length < (attached ? 3 : 4)) return undefined;
  const most = attached && best.name.charAt(0) === word.charAt(0) ? 2 : 1;
  return best.distance <= most ? byKey.get(best.name) : undefined;
}

const unknownKey = (typed: string, meant: SlotField): Problem => ({
  field: meant.name,
  message: `There is no ${quoted(`${typed}:`)} here; did you mean “${meant.key}:”? Put quotes around it if it is part of a text.`,
});
