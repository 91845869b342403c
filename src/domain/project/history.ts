import type { EventRecord } from '../events.ts';
import type { NamedMilestone } from '../plan/milestone.ts';
import type { Medium } from '../platform.ts';

/** A record of the history with the names it needs. */
export type HistoryEntry = EventRecord & {
  /** An ISO instant. */
  at: string;
  by: string;
  /** Null if the context names it. */
  milestone: NamedMilestone | null;
  /** Null: by the schedule, not by a person. */
  platform: Medium | null;
  note: string | null;
};
