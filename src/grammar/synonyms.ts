import type * as z from 'zod';
import type { Token } from './tokens.ts';

/** Other words for a command, typed in its place. */
export type Synonym = {
  /** One word, or two with a space: `list mine`. */
  words: string;
  /** Reads the rest of the line instead of the command's input. Its fields are fields of that input. */
  input?: z.ZodObject;
  /** The input that the words give: `overdue` is `list due:overdue`. */
  gives?: Readonly<Record<string, string>>;
};

const isBare = (token: Token | undefined, word: string) =>
  token?.is === 'word' && token.text.toLowerCase() === word;

/**
 * Removes the filler words that people type after a synonym: "milestone" in `delete milestone 3`, and "to" in
 * `assign 3 to @mo`, where all words before it are the name of the milestone. Quoted words are never fillers.
 */
export function withoutFillers(source: string, tokens: Token[], { input }: Synonym): Token[] {
  const own = tokens.length > 1 && isBare(tokens[0], 'milestone') ? tokens.slice(1) : tokens;
  const to = input ? own.findIndex((token) => isBare(token, 'to')) : -1;
  const rest = own.slice(to + 1);
  if (to < 1 || rest.length === 0) return own;
  const before = own.slice(0, to);
  const [first] = before;
  if (first && before.length === 1) return [first, ...rest];
  // `rename 3 Road to launch` has a number, so that "to" is a part of the name
  if (!first || /^#?\d+$/.test(first.text) || before.some(({ is }) => is !== 'word')) return own;
  const end = before.at(-1)?.to ?? first.to;
  return [{ ...first, is: 'quoted', text: source.slice(first.from, end), to: end }, ...rest];
}
