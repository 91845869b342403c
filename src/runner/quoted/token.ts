import { z } from 'zod';
import type { Quote } from '../../domain/review/quote.ts';
import { readSigned, sign } from '../../signed.ts';

/** A quoted message that a form carries, and for whom and which project it was opened. */
export type QuoteClaim = {
  workspaceId: string;
  projectId: string;
  personId: string;
  quote: Omit<Quote, 'changed' | 'seenAt'>;
};

/** Signs what a form carries of a message, because clients send the fields of forms. */
export type QuoteTokens = {
  sign(claim: QuoteClaim, nowMs: number): string;
  /** Undefined when it is forged, altered or expired. */
  read(token: string, nowMs: number): QuoteClaim | undefined;
};

/** For how long a form that quotes a message can be sent. */
export const quoteHours = 24;

const claimSchema = z.tuple([
  z.number(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.boolean(),
  z.string(),
  z.string(),
  z.string(),
  z.string().nullable(),
  z.enum(['team', 'customer']),
  z.boolean(),
]);

/** Returns the tokens of a secret. They hold a list and no names: buttons carry at most 2,000 characters. */
export const quoteTokens = (secret: string): QuoteTokens => ({
  sign({ workspaceId, projectId, personId, quote }, nowMs) {
    const { key, author, isApp, at, digest, excerpt, permalink, audience, byReaction } = quote;
    const until = Math.floor(nowMs / 1000) + quoteHours * 3600;
    const said: z.infer<typeof claimSchema> = [
      until,
      workspaceId,
      projectId,
      personId,
      key,
      author,
      isApp,
      at,
      digest,
      excerpt,
      permalink,
      audience,
      byReaction,
    ];
    return sign(secret, 'quote', Buffer.from(JSON.stringify(said)));
  },
  read(token, nowMs) {
    const said = readSigned(secret, 'quote', token);
    const read = said && claimSchema.safeParse(JSON.parse(said.toString())).data;
    if (!read || read[0] * 1000 < nowMs) return undefined;
    const [
      ,
      workspaceId,
      projectId,
      personId,
      key,
      author,
      isApp,
      at,
      digest,
      excerpt,
      permalink,
      audience,
      byReaction,
    ] = read;
    return {
      workspaceId,
      projectId,
      personId,
      quote: { key, author, isApp, at, digest, excerpt, permalink, audience, byReaction },
    };
  },
});
