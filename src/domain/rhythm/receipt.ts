import type { NamedMilestone } from '../plan/milestone.ts';
import type { Medium } from '../platform.ts';
import type { ScheduledKind } from './scheduled.ts';

/** A planned message and its delivery (RMD-5). */
export type Receipt = {
  /** The number people refer to. */
  number: number;
  kind: 'post' | 'edit' | 'news' | ScheduledKind;
  state: 'planned' | 'sending' | 'sent' | 'skipped' | 'failed' | 'unknown';
  why: string | null;
  /** When it was due; for unscheduled messages, when it was planned. */
  at: string;
  /** Null when nobody could be reached. */
  room: { platform: Medium; name: string | null; direct: boolean } | null;
  /** The recipient, or who requested it. */
  person: string | null;
  milestone: NamedMilestone | null;
  /** For news: the card, as it was stored. */
  news: unknown;
};
