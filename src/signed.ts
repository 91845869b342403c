import { createHmac, timingSafeEqual } from 'node:crypto';

const proofLength = 16;

/** The kinds of public addresses; one kind's token is no token of another. */
type Purpose = 'picture' | 'invoice' | 'press' | 'quote';

/** Returns a token that says something with our signature; it cannot be forged without the secret. */
export const sign = (secret: string, purpose: Purpose, said: Buffer): string =>
  Buffer.concat([said, proofOf(secret, purpose, said)]).toString('base64url');

/** Returns what a token says; undefined when one of its characters is not as we wrote it. */
export function readSigned(secret: string, purpose: Purpose, token: string): Buffer | undefined {
  const bytes = Buffer.from(token, 'base64url');
  // a decoder skips other characters and unused bits, so that two texts could be one token
  if (bytes.length <= proofLength || bytes.toString('base64url') !== token) return undefined;
  const said = bytes.subarray(0, -proofLength);
  return timingSafeEqual(proofOf(secret, purpose, said), bytes.subarray(-proofLength)) ? said : undefined;
}

const proofOf = (secret: string, purpose: Purpose, said: Buffer): Buffer =>
  createHmac('sha256', secret).update(`${purpose}\0`).update(said).digest().subarray(0, proofLength);
