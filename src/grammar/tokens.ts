/** A token of a line. `from` and `to` are its offsets, quotes and colon included. */
export type Token = {
  /** `key` is a name with a colon, whether or not the command has such a key. */
  is: 'word' | 'quoted' | 'key';
  /** Without quotes or colon. */
  text: string;
  from: number;
  to: number;
  /** Follows a key without a space. */
  attached: boolean;
};

/** White space of any script, and invisible marks that chat clients insert. */
const gap = /[\s\u200b\u200e\u200f\u2060\ufeff]*/uy;
/** Not a key: `https://…`, `10:30`. */
const key = /(\p{L}[\p{L}\p{N}_\p{Pd}]{0,39})[:：](?!\/\/)/uy;
/** A mention is one word, even with spaces in its name. Bounded, so that a long line takes linear time. */
const word =
  /(?:<@[a-z]{1,10}:[^\s/|<>]{1,100}\/[^\s|<>]{1,200}(?:\|[^<>\n]{0,200})?>|[^\s\u200b\u200e\u200f\u2060\ufeff])+/uy;
const doubleQuotes = new Set('"“”„‟«»＂');
const singleQuotes = new Set("'‘’‚‛");
/** A single quote closes only at the end of a word, since most are apostrophes. */
const closingSingle = /['‘’‚‛](?=[\s,;]|$)/gu;

/** Splits a line into tokens in one pass. Never throws; an unclosed quote extends to the end. */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  /** After one search fails, none is made again, so that the pass stays linear. */
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

/** Reads a quoted text with the escapes of a shell: a backslash is literal unless a quote follows (`\"`, `\\"`). */
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

/** Returns the end of a sticky pattern's match at `from`; `from` where it does not match. */
function skip(pattern: RegExp, line: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(line) ? pattern.lastIndex : from;
}
