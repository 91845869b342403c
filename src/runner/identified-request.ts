import type { Decision } from '../domain/change.ts';
import type { Who } from '../domain/project/access.ts';
import type { Codes } from '../domain/project/code.ts';
import type { LockBreach } from '../domain/scope/breach.ts';
import type { InvoiceAddress } from '../pdf/token.ts';
import type { PictureAddress } from '../pictures/token.ts';
import type { Intent } from '../ports/intent.ts';
import type { Commands } from './define.ts';
import type { QuoteTokens } from './quoted/token.ts';
import type { Read } from './read.ts';
import type { GroupLookup } from './references/group.ts';

/** A request with its sender and project. */
export type IdentifiedRequest = {
  intent: Intent;
  read: Read;
  commands: Commands;
  who: Who;
  /** The current instant, in ISO form. */
  clock: () => string;
  /** The idempotency key by which the answer is stored; reads have none. */
  delivery: string | undefined;
  /** The platform has confirmed who the sender is. */
  verified: boolean;
  /** The members of a group that the request names in the place of a person. */
  group: GroupLookup | undefined;
  /** Mail can be sent. */
  mails: boolean;
  /** The pages of customers can be opened. */
  pages: boolean;
  codes: Codes;
  quotes: QuoteTokens;
  /** Where the platforms fetch pictures; absent where they could not. */
  pictures: PictureAddress | undefined;
  /** Where people fetch invoices; absent where they could not. */
  invoices: InvoiceAddress | undefined;
  /**
   * A line of a trial, which notes what it decides. Where it is taken back, what a locked scope would not take is
   * noted and not refused (SCP-5).
   */
  trial?: { breaches: LockBreach[]; decisions: Decision[]; isTakenBack: boolean };
  /** What the command's `prefetch` read, where that was of the project that is meant. */
  prefetched: unknown;
};
