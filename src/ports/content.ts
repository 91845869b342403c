import type { Card } from '../../cards/model.ts';
import type { Tx } from '../../db/database.ts';
import type { Subject } from '../../db/queries/delivery/plan.ts';
import type { Medium } from '../domain/platform.ts';
import type { ScheduledMessage } from '../domain/rhythm/scheduled.ts';

/** The room that a live card is drawn for. */
export type DrawnFor = {
  /** A final state without buttons and pictures, because the room no longer shows the project. */
  closed?: boolean;
  /** Whose room it was posted in; absent: that of the room as it is now. */
  postedFor?: 'team' | 'customer';
  /** The project, and the room that may see its pictures. */
  room?: {
    workspaceId: string;
    projectId: string;
    id: string;
    audience: 'team' | 'customer';
    platform: Medium;
    /** It is a person's own chat, which shows no project. */
    isDirect?: boolean;
  };
};

/** Renders the current state of a live card, in the tenant of `tx`; undefined when its subject no longer exists. */
export type Draw = (tx: Tx, subject: Subject, place?: DrawnFor) => Promise<Drawn | undefined>;

/** A drawn card; `isGone`: its subject was taken back, so that the card is drawn for the last time. */
export type Drawn = Card & { isGone?: true };

/** Renders a scheduled message from the state at the time of sending (RMD-5), in the tenant of `tx`. */
export type Word = (tx: Tx, message: ScheduledMessage) => Promise<Worded>;

/** The card of a scheduled message, or the reason why nothing is sent. */
export type Worded = { is: 'card'; card: Card } | { is: 'nothing'; why: string };
