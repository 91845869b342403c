import { createHash, createHmac } from 'node:crypto';

/** Letters and digits without look-alikes: no 0, O, 1, I, L or U. */
const typedAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const typedCharacters = 8;
/** Crockford's base 32. */
const tokenAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const tokenCharacters = 26;

/**
 * Encodes 17 random bytes as a one-time code that people type: `K7QM-3XPD`.
 *
 * The 30 letters and digits give 30^8 = 6.6 × 10^11 codes, about 39 bits. That is enough only because wrong codes are
 * limited: see `maxWrongCodes`.
 */
export function codeFromBytes(bytes: Uint8Array): string {
  const code = encoded(bytes, typedAlphabet, typedCharacters);
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** Encodes 17 random bytes as a token for buttons, which nobody types: 26 characters, 130 bits. */
export const tokenFromBytes = (bytes: Uint8Array): string => encoded(bytes, tokenAlphabet, tokenCharacters);

/** The bytes as a number in the base of the alphabet: its last digits. 136 bits make the bias negligible. */
function encoded(bytes: Uint8Array, alphabet: string, characters: number): string {
  const base = BigInt(alphabet.length);
  let rest = 0n;
  for (const byte of bytes) rest = (rest << 8n) | BigInt(byte);
  return Array.from({ length: characters }, () => {
    const character = alphabet.charAt(Number(rest % base));
    rest /= base;
    return character;
  }).join('');
}

/** What is derived from one-time codes and tokens. */
export type Codes = {
  /** The mailed code of an id, so that it need not be stored before it is sent. */
  mailed(id: string): string;
  /** The token of the link with an id, derived for the same reason. */
  link(id: string): string;
  /** The hash that is stored for a code or token. */
  hash(code: string): string;
};

/**
 * Returns codes and hashes that cannot be derived without the secret, even with the whole database: the hash of a
 * typed code is keyed, because 30^8 codes can be tried within its 15 minutes. A token is too long to be guessed.
 */
export const codesOf = (secret: string): Codes => ({
  mailed: (id) =>
    codeFromBytes(createHmac('sha256', secret).update('mailed code\0').update(id).digest().subarray(0, 17)),
  link: (id) =>
    tokenFromBytes(createHmac('sha256', secret).update('page link\0').update(id).digest().subarray(0, 17)),
  hash: (code) =>
    isToken(code)
      ? createHash('sha256').update(normalised(code)).digest('base64url')
      : createHmac('sha256', secret).update('code hash\0').update(normalised(code)).digest('base64url'),
});

const codePattern = new RegExp(`^[${typedAlphabet}]{${typedCharacters}}$`);
const tokenPattern = new RegExp(`^[${tokenAlphabet}]{${tokenCharacters}}$`);

/** Whether a text has the form of a typed code: any case, with or without dashes and spaces. */
export const isCode = (typed: string): boolean => codePattern.test(normalised(typed));

/** Whether a text has the form of a token. */
export const isToken = (text: string): boolean => tokenPattern.test(text);

/** Includes the dashes that word processors and phones put in place of a hyphen. */
const normalised = (typed: string) =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}\u2212\u00AD\u200B]/gu, '');

/** Whose wrong codes are counted together, the narrowest first. */
export const codeLimitScopes = ['account', 'organisation', 'everybody'] as const;
/** One of them. */
export type CodeLimitScope = (typeof codeLimitScopes)[number];

/**
 * Wrong codes allowed within an hour of the first, per person (by account: a right code leads into a workspace where
 * they may be somebody else), per organisation, and over all.
 *
 * A code is valid for 15 minutes, one that verifies an e-mail address for an hour. The 1000 tries of everybody in an
 * hour hit one given code with a probability of 1000 / 30^8 = 1.5 × 10^-9, the 10 of one person with 1.5 × 10^-11.
 * If 100 codes were valid at every moment, guessing at the limit over all would hit one of them once in 750 years.
 *
 * A try beyond a limit is refused before the code is looked up, right or wrong, and says when to try again. It does
 * not count for the wider limits, so that one person cannot use up the tries of their colleagues.
 */
export const maxWrongCodes: Record<CodeLimitScope, number> = {
  account: 10,
  organisation: 100,
  everybody: 1000,
};

/** Minutes after the first wrong code in which the limits hold. */
export const wrongCodeMinutes = 60;
