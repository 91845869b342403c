/**
 * Rebuilds the line that the shell split into words. A word with spaces is quoted again, also as the
 * value of a key. A single word is a whole line that was quoted.
 */
export const lineOf = (words: readonly string[]): string =>
  words.length === 1 ? (words[0] ?? '') : words.map(asToken).join(' ');

/** The command's name, as typed; empty when there is none. */
export const commandOf = (words: readonly string[]): string => /\S+/.exec(words[0] ?? '')?.[0] ?? '';

/** `due:next friday`, but not `Note: a text` or `https://…`: a shell takes the quotes of due:"next friday" away. */
const keyed = /^(\p{L}[\p{L}\p{N}_\p{Pd}]{0,39}[:：])(?!\/\/)(\S.*)$/su;

function asToken(word: string): string {
  if (word !== '' && !/\s/.test(word)) return word;
  const [, key, value] = keyed.exec(word) ?? [];
  return key === undefined || value === undefined ? quote(word) : key + quote(value);
}

/** Escapes every character that the grammar reads as a double quote, and the backslashes before it. */
function quote(text: string): string {
  if (/^"[^"]*"$/s.test(text)) return text;
  return `"${text.replaceAll(/(\\*)(["“”„‟«»＂]|$)/g, (_, slashes: string, mark: string) => slashes + slashes + (mark && `\\${mark}`))}"`;
}
