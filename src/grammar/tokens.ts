/** A piece of a line. `from` and `to` are its place in the line, quotes and colon included. */
export type Token = {
  /** `key` is a name and its colon; whether a command has such a key is not known here. */
  is: 'word' | 'quoted' | 'key';
  /** Without quotes; of a key, its name. */
  text: string;
  from: number;
  to: number;
  /** It follows the key before it without a space. */
  attached: boolean;
};

/** What separates words: white space of any script, and the invisible marks that chat clients leave behind. */
const gap = /[\s\u200b\u200e\u200f\u2060\ufeff]*/uy;
/** Not a key: `https://…`, `10:30`. */
const key = /(\p{L}[\p{L}\p{N}_\p{Pd}]{0,39})[:：](?!\/\/)/uy;
/** A mention is one word, whatever spaces its name has. Bounded, so that a long line stays linear. */
const word =
  /(?:<@[a-z]{1,10}:[^\s/|<>]{1,100}\/[^\s|<>]{1,200}(?:\|[^<>\n]{0,200})?>|[^\s\u200b\u200e\u200f\u2060\ufeff])+/uy;
const doubleQuotes = new Set('"“”„‟«»＂');
const singleQuotes = new Set("'‘’‚‛");
/** A single quote closes only at the end of a word: most of them are apostrophes. */
const closingSingle = /['‘’‚‛](?=[\s,;]|$)/gu;

/** Cuts a line into pieces in one pass. Never throws; a quote that nobody closes reaches to the end. */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  /** Once none is found, none is looked for again. */
  let hasClosingSingle = true;
  let afterKey = false;
  for (let at = skip(gap, line, 0); at < line.length; ) {
    const attached: boolean = afterKey && tokens.at(-1)?.to === at;
    const first = line.charAt(at);
    let token: Token | undefined;
    if (doubleQuotes.has(first)) {
      token = { ...doubleQuoted(line, at), attached };
    } else if (singleQuotes.has(first) && hasClosingSingle) {
      token = singleQuoted(line, at, attached);
      hasClosingSingle = token !== undefined;
    }
    token ??= (attached ? undefined : keyAt(line, at)) ?? wordAt(line, at, attached);
    tokens.push(token);
    afterKey = token.is === 'key';
    at = skip(gap, line, token.to);
  }
  return tokens;
}

function keyAt(line: string, from: number): Token | undefined {
  key.lastIndex = from;
  const name = key.exec(line)?.[1];
  return name === undefined ? undefined : { is: 'key', text: name, from, to: key.lastIndex, attached: false };
}

function wordAt(line: string, from: number, attached: boolean): Token {
  const to = skip(word, line, from);
  return { is: 'word', text: line.slice(from, to), from, to, attached };
}

/** As in a command line of old: a backslash means itself, unless a quote follows (`\"`, `\\"`). */
function doubleQuoted(line: string, from: number): Omit<Token, 'attached'> {
  let text = '';
  let backslashes = 0;
  for (let at = from + 1; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '\\') {
      backslashes++;
      continue;
    }
    const quote = doubleQuotes.has(char);
    text += '\\'.repeat(quote ? Math.floor(backslashes / 2) : backslashes);
    if (quote && backslashes % 2 === 0) return { is: 'quoted', text, from, to: at + 1 };
    text += char;
    backslashes = 0;
  }
  return { is: 'quoted', text: text + '\\'.repeat(backslashes), from, to: line.length };
}

function singleQuoted(line: string, from: number, attached: boolean): Token | undefined {
  closingSingle.lastIndex = from + 1;
  const close = closingSingle.exec(line)?.index;
  if (close === undefined) return undefined;
  return { is: 'quoted', text: line.slice(from + 1, close), from, to: close + 1, attached };
}

/** Where a sticky pattern ends that starts at `from`; `from` itself where it does not match. */
function skip(pattern: RegExp, line: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(line) ? pattern.lastIndex : from;
}
