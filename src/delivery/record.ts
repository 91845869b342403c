import {
  type Attempt,
  cardShows,
  forgetCard,
  paceRoom,
  putBack,
  settleReceipt,
} from '../../db/queries/delivery-record.ts';
import { moveRoom } from '../../db/queries/delivery-rooms.ts';
import type { LockedRoom, Planned } from '../../db/queries/delivery-take.ts';
import type { Tx } from '../../db/tenant.ts';
import { backOffMs, maxAttempts } from './back-off.ts';
import type { Ended } from './send.ts';
import { instantAt, type Ports } from './settings.ts';

/** An attempt that is over. */
export type Result = { planned: Planned; ended: Ended };

/** Which receipt, and which attempt at it: the count as it was written when sending began. */
const attemptOf = ({ id, attempts }: Planned): Attempt => ({ receiptId: id, attempt: attempts + 1 });

/**
 * Writes down how an attempt ended. The room is locked by this transaction. Does nothing when the
 * receipt was taken over by another worker meanwhile.
 *
 * A post that failed for good, or of which nobody knows whether it arrived, takes its card with it:
 * there is no message that could be kept current. A person may ask for the card again.
 */
export async function record(ports: Ports, tx: Tx, room: LockedRoom, { planned, ended }: Result) {
  switch (ended.is) {
    case 'shown':
    case 'sent':
      return recordSent(ports, tx, room, planned, ended);
    case 'skipped':
      return end(ports, tx, planned, 'skipped', ended.why, ended.forget);
    case 'message_gone':
      return end(ports, tx, planned, 'skipped', ended.why, true);
    case 'unknown':
      return planned.kind === 'edit'
        ? tryAgain(ports, tx, planned, ended.why)
        : fail(ports, tx, planned, 'unknown', ended.why);
    case 'rejected':
      return fail(ports, tx, planned, 'failed', ended.why);
    case 'retry':
      return tryAgain(ports, tx, planned, ended.why);
    case 'limited':
      return holdBack(ports, tx, planned, 'the platform asked to wait', ended.retryAfterMs);
    case 'cut_off':
      return holdBack(ports, tx, planned, ended.why, ports.pace.backOffMs);
    case 'room_lost':
      // the room was unlinked in a transaction of its own, and its receipts with it
      return;
    case 'opened':
      await moveRoom(tx, room.roomId, ended.room);
      return putBack(tx, attemptOf(planned), 'the chat was opened', { counts: false, notBefore: null });
    default:
      return ended satisfies never;
  }
}

async function recordSent(
  { now, pace }: Ports,
  tx: Tx,
  room: LockedRoom,
  planned: Planned,
  ended: Ended & { messageId: string },
): Promise<void> {
  const at = instantAt(now());
  const { messageId } = ended;
  if (!(await settleReceipt(tx, attemptOf(planned), { state: 'sent', messageId, at }))) return;
  if (planned.kind !== 'edit') await paceRoom(tx, room.roomId, instantAt(now(), pace.roomMs));
  if (!planned.card || ended.is !== 'shown') return;
  if (planned.card.closed) return forgetCard(tx, planned.card.id, 'the room no longer shows the project', at);
  const { shows } = ended;
  const nextAt = instantAt(now(), pace.editMs);
  await cardShows(tx, planned.card.id, planned.kind === 'edit' ? { shows, nextAt } : { shows, messageId });
}

async function tryAgain(ports: Ports, tx: Tx, planned: Planned, why: string): Promise<void> {
  const attempt = planned.attempts + 1;
  if (attempt >= maxAttempts) return fail(ports, tx, planned, 'failed', why);
  await planLater(ports, tx, planned, why, backOffMs(attempt, ports.pace.backOffMs, Math.random()), true);
}

/** Nothing is wrong with the receipt itself; the whole installation waits, and this is not an attempt. */
const holdBack = (ports: Ports, tx: Tx, planned: Planned, why: string, ms: number) =>
  planLater(ports, tx, planned, why, ms, false);

/** The wait of an edit lies on its message, because a newer edit may take its place. */
async function planLater(ports: Ports, tx: Tx, planned: Planned, why: string, ms: number, counts: boolean) {
  const at = instantAt(ports.now(), ms);
  const edit = planned.kind === 'edit';
  await putBack(tx, attemptOf(planned), why, { counts, notBefore: edit ? null : at });
  if (edit && planned.card) await cardShows(tx, planned.card.id, { nextAt: at });
}

async function fail(ports: Ports, tx: Tx, planned: Planned, state: 'failed' | 'unknown', why: string) {
  ports.log.error({ receipt: planned.id, kind: planned.kind, state, cause: why }, 'a room was not told');
  await end(ports, tx, planned, state, why, planned.kind !== 'edit');
}

async function end(
  { now }: Ports,
  tx: Tx,
  planned: Planned,
  state: 'skipped' | 'failed' | 'unknown',
  why: string,
  forget: boolean,
): Promise<void> {
  const at = instantAt(now());
  const ours = await settleReceipt(tx, attemptOf(planned), { state, why, at });
  if (ours && forget && planned.card) await forgetCard(tx, planned.card.id, why, at);
}
