import { createHash, createHmac } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeCharacters = 26;

/** Encodes 17 random bytes as a one-time code: 26 letters of Crockford's base 32, 130 bits, without similar letters. */
export function codeFromBytes(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  return Array.from(
    { length: codeCharacters },
    (_, i) => alphabet[Number((bits >> BigInt(i * 5)) & 31n)],
  ).join('');
}

/** Derives a mailed code from an id, so that it need not be stored before it is sent. */
export type MailedCode = (id: string) => string;

/** Returns codes that cannot be derived without the secret, even with the whole database. */
export const mailedCodes =
  (secret: string): MailedCode =>
  (id) =>
    codeFromBytes(createHmac('sha256', secret).update('mailed code\0').update(id).digest().subarray(0, 17));

/** Whether a text has the form of a code: any case, with spaces and dashes. */
export const isCode = (typed: string): boolean => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(normalised(typed));

/** Returns the hash that is stored for a code: reading the database does not reveal it. */
export const hashOfCode = (code: string): string =>
  createHash('sha256').update(normalised(code)).digest('base64url');

const normalised = (typed: string) =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
