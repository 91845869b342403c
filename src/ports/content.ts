import type { Card } from '../../cards/model.ts';
import type { Tx } from '../../db/database.ts';
import type { Subject } from '../../db/queries/delivery/plan.ts';
import type { ScheduledMessage } from '../domain/rhythm/scheduled.ts';

/**
 * Renders the current state of a live card, in the tenant of `tx`; undefined when its subject no longer exists.
 * `closed`: a final state without buttons, because the room no longer shows the project.
 */
export type Draw = (tx: Tx, subject: Subject, closed?: boolean) => Promise<Card | undefined>;

/** Renders a scheduled message from the state at the time of sending (RMD-5), in the tenant of `tx`. */
export type Word = (tx: Tx, message: ScheduledMessage) => Promise<Worded>;

/** The card of a scheduled message, or the reason why nothing is sent. */
export type Worded = { is: 'card'; card: Card } | { is: 'nothing'; why: string };
