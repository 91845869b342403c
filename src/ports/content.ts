import type { Card } from '../../cards/model.ts';
import type { Tx } from '../../db/database.ts';
import type { Subject } from '../../db/queries/delivery/plan.ts';
import type { ScheduledMessage } from '../domain/rhythm/scheduled.ts';

/**
 * Draws what a live card shows now; undefined when its subject no longer exists. Sees the tenant of
 * `tx` only. `closed`: for the last time, without buttons, because the room no longer shows the project.
 */
export type Draw = (tx: Tx, subject: Subject, closed?: boolean) => Promise<Card | undefined>;

/** Words a scheduled message as things stand when it is sent (RMD-5). Sees the tenant of `tx` only. */
export type Word = (tx: Tx, message: ScheduledMessage) => Promise<Worded>;

/** The card of a scheduled message, or the reason why nothing is sent. */
export type Worded = { is: 'card'; card: Card } | { is: 'nothing'; why: string };
