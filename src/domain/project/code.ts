import { createHash, createHmac } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 26;

/** A one-time code from 17 random bytes: 26 letters of Crockford's base 32, 130 bits, no letters that look alike. */
export function codeFromBytes(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length }, (_, i) => alphabet[Number((bits >> BigInt(i * 5)) & 31n)]).join('');
}

/** Makes the codes that are mailed: the same for the same id, so that none has to be kept until it is sent. */
export type MailedCode = (id: string) => string;

/** Codes that nobody can make without the secret, not even with the whole database. */
export const mailedCodes =
  (secret: string): MailedCode =>
  (id) =>
    codeFromBytes(createHmac('sha256', secret).update('mailed code\0').update(id).digest().subarray(0, 17));

/** Whether a text has the form of a code, as people copy it: any case, spaces and dashes between. */
export const isCode = (typed: string): boolean => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(normal(typed));

/** What is kept of a code: whoever reads the database cannot use it. */
export const hashOfCode = (code: string): string =>
  createHash('sha256').update(normal(code)).digest('base64url');

const normal = (typed: string) =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
