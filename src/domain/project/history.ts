import type { EventRecord } from '../events.ts';
import type { Medium } from '../platform.ts';

/** One record of the history, with the names that it needs. */
export type HistoryEntry = EventRecord & {
  /** An ISO instant. */
  at: string;
  by: string;
  /** Null where it is clear which one is meant. */
  milestone: { number: number; name: string } | null;
  /** Null: nobody acted anywhere, the clock did. */
  platform: Medium | null;
  note: string | null;
};
