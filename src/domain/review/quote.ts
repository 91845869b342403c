import type { Room } from '../project/room.ts';

/** What became of a quoted message since: null while it says the same. */
export type QuoteChange = { is: 'edited' | 'deleted'; at: string } | null;

/** A message of a chat that evidence quotes (APR-3). Instants are ISO. */
export type Quote = {
  /** Identifies the message on its platform: see `quoteKey`. */
  key: string;
  author: string;
  /** Written by an app. */
  isApp: boolean;
  at: string;
  /** SHA-256 of what it said, in base64url. */
  digest: string;
  excerpt: string;
  /** Who reads the channel where it was written. */
  audience: Room['audience'];
  permalink: string | null;
  /** Only a reaction made it evidence, so that taking that back removes it. */
  byReaction: boolean;
  changed: QuoteChange;
  /** When its platform last reported a change: an older report that arrives later is ignored. */
  seenAt: string | null;
};

/** The address of a message: the room on its platform, and the message in it. */
export type MessageAddress = { platform: string; tenant: string; channel: string; messageId: string };

/** Returns the key of a message: platform, tenant, channel and message. */
export const quoteKey = ({ platform, tenant, channel, messageId }: MessageAddress): string =>
  `${platform}:${tenant}/${channel}/${messageId}`;

/** What a platform reports of a message: its present words as a digest, or that it was deleted. */
export type QuoteReport = { is: 'edited'; digest: string; at: string } | { is: 'deleted'; at: string };

/** Returns a quote after a report; undefined if that changes nothing. Words that are as quoted again clear the flag. */
export function followReport(quote: Quote, report: QuoteReport): Quote | undefined {
  if (quote.seenAt !== null && report.at <= quote.seenAt) return undefined;
  const changed = changeOf(quote, report);
  if (changed?.is === quote.changed?.is) return undefined;
  return { ...quote, changed, seenAt: report.at };
}

function changeOf({ digest }: Quote, report: QuoteReport): QuoteChange {
  if (report.is === 'edited' && report.digest === digest) return null;
  return { is: report.is, at: report.at };
}
