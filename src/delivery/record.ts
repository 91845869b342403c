import type { Tx } from '../../db/database.ts';
import type { LockedRoom, Planned } from '../../db/queries/delivery/claim.ts';
import {
  type Attempt,
  delayRoom,
  deleteCard,
  deleteClosedCard,
  recordCardMessage,
  rescheduleReceipt,
  saveRoomRefusals,
  settleReceipt,
  storeCard,
} from '../../db/queries/delivery/record.ts';
import { moveRoom } from '../../db/queries/delivery/rooms.ts';
import { backOffMs, maxAttempts } from './failures/back-off.ts';
import type { DeliveryFailure } from './failures/undelivered.ts';
import type { AttemptOutcome } from './send.ts';
import { instantAt, type Ports } from './settings.ts';

/** A finished attempt. */
export type FinishedAttempt = { planned: Planned; ended: AttemptOutcome };

/** What the attempt changed in the room. */
type RoomChange = Partial<Pick<LockedRoom, 'strikes' | 'refusedUntil' | 'channel' | 'reach'>>;

/** Consecutive refusals after which a room counts as lost. */
const maxStrikes = 3;

/** Whether the next refusal makes the room lost. */
export const isLastStrike = ({ strikes }: Pick<LockedRoom, 'strikes'>): boolean => strikes + 1 >= maxStrikes;

/** Names a receipt and the attempt, as counted when sending began. */
const attemptOf = ({ id, attempts }: Planned): Attempt => ({ receiptId: id, attempt: attempts + 1 });

/** Returns why a receipt ends unsent: `failed`, or `unknown` if it may have arrived; undefined to retry. */
export function failureOf(
  { messengers }: Pick<Ports, 'messengers'>,
  room: Pick<LockedRoom, 'platform'>,
  { planned, ended }: FinishedAttempt,
): DeliveryFailure | undefined {
  if (ended.is === 'rejected') return { state: 'failed', why: ended.why };
  if (ended.is !== 'retry' && ended.is !== 'unknown') return undefined;
  const isPost = planned.kind !== 'edit';
  const mayHaveArrived = isPost && (ended.is === 'unknown' || planned.seeksFrom !== null);
  const state = mayHaveArrived ? 'unknown' : 'failed';
  if (planned.attempts + 1 >= maxAttempts) return { state, why: ended.why };
  if (!isPost || ended.is === 'retry') return undefined;
  const canLook = messengers[room.platform]?.find !== undefined && !ended.hidden;
  return canLook ? undefined : { state, why: ended.why };
}

/**
 * Records an attempt, under the room's lock. A no-op when another worker took over the receipt. A post that
 * failed for good also removes its live card, because there is no message to update. A person may send it
 * again.
 *
 * @returns what changed in the room.
 */
export async function record(
  ports: Ports,
  tx: Tx,
  room: LockedRoom,
  last: FinishedAttempt,
): Promise<RoomChange> {
  const { planned, ended } = last;
  const fate = failureOf(ports, room, last);
  if (fate) {
    await recordFailure(ports, tx, planned, fate);
    return {};
  }
  switch (ended.is) {
    case 'shown':
    case 'sent':
      await recordSent(ports, tx, room, planned, ended);
      return room.strikes > 0 ? setStrikes(tx, room, { strikes: 0, refusedUntil: null }) : {};
    case 'skipped':
      await settle(ports, tx, planned, { state: 'skipped', why: ended.why }, ended.forget);
      return {};
    case 'message_gone':
      await settle(ports, tx, planned, { state: 'skipped', why: ended.why }, true);
      return {};
    case 'unknown':
    case 'retry':
    case 'rejected':
      await scheduleRetry(ports, tx, planned, ended);
      return {};
    case 'limited':
      await rescheduleReceipt(tx, attemptOf(planned), uncounted('the platform asked to wait'));
      return {};
    case 'cut_off':
    case 'unreachable':
      await rescheduleReceipt(tx, attemptOf(planned), uncounted(ended.why));
      return {};
    case 'room_lost':
      return recordRoomRefusal(ports, tx, room, planned, ended.why);
    case 'opened': {
      const { channel, reach = null } = ended.room;
      await moveRoom(tx, room.roomId, ended.room);
      await rescheduleReceipt(tx, attemptOf(planned), uncounted('the chat was opened'));
      return { channel, reach };
    }
    default:
      return ended satisfies never;
  }
}

/** Puts a receipt back without counting an attempt: its room or installation waits, not the receipt. */
const uncounted = (why: string) => ({ why, counts: false, notBefore: null });

async function recordSent(
  { now, timings }: Ports,
  tx: Tx,
  room: LockedRoom,
  planned: Planned,
  ended: AttemptOutcome & { messageId: string },
): Promise<void> {
  const at = instantAt(now());
  const { messageId } = ended;
  if (!(await settleReceipt(tx, attemptOf(planned), { state: 'sent', messageId, at }))) return;
  const isEdit = planned.kind === 'edit' && messageId === planned.card?.messageId;
  if (!isEdit) await delayRoom(tx, room.roomId, instantAt(now(), timings.roomMs));
  if (!planned.card || ended.is !== 'shown') return;
  if (planned.card.closed && (await deleteClosedCard(tx, planned.card.id))) return;
  if (ended.isLast) return deleteCard(tx, planned.card.id, 'what it showed is gone', at);
  const { shows } = ended;
  const nextAt = instantAt(now(), timings.editMs);
  await recordCardMessage(tx, planned.card.id, isEdit ? { shows, nextAt } : { shows, messageId });
}

/** A post that may have arrived is searched for at the next attempt, from the start of this lease. */
async function scheduleRetry(ports: Ports, tx: Tx, planned: Planned, ended: { is: string; why: string }) {
  const { now, timings } = ports;
  const ms = backOffMs(planned.attempts + 1, timings.backOffMs, Math.random());
  const isNew = ended.is === 'unknown' && planned.kind !== 'edit' && planned.seeksFrom === null;
  await rescheduleReceipt(tx, attemptOf(planned), {
    why: ended.why,
    counts: true,
    notBefore: instantAt(now(), ms),
    ...(isNew ? { seeksFrom: instantAt(now(), -timings.leaseMs) } : {}),
  });
}

/** Puts the receipt back and pauses the room; the last refusal has unlinked the room already. */
async function recordRoomRefusal(ports: Ports, tx: Tx, room: LockedRoom, planned: Planned, why: string) {
  if (!(await rescheduleReceipt(tx, attemptOf(planned), uncounted(why)))) return {};
  const strikes = room.strikes + 1;
  const { platform, tenant, roomId } = room;
  ports.log.warn({ platform, tenant, room: roomId, cause: why, strikes }, 'room refused a message');
  return setStrikes(tx, room, { strikes, refusedUntil: instantAt(ports.now(), ports.timings.strikeMs) });
}

async function setStrikes(
  tx: Tx,
  { roomId }: LockedRoom,
  set: { strikes: number; refusedUntil: string | null },
) {
  await saveRoomRefusals(tx, roomId, set);
  return set;
}

async function recordFailure(ports: Ports, tx: Tx, planned: Planned, fate: DeliveryFailure) {
  const { state, why } = fate;
  ports.log.error({ receipt: planned.id, kind: planned.kind, state, cause: why }, 'delivery failed');
  await settle(ports, tx, planned, fate, planned.kind !== 'edit');
}

async function settle(
  { now }: Ports,
  tx: Tx,
  planned: Planned,
  { state, why }: { state: 'skipped' | 'failed' | 'unknown'; why: string },
  forget: boolean,
): Promise<void> {
  const at = instantAt(now());
  const ours = await settleReceipt(tx, attemptOf(planned), { state, why, at });
  if (!ours || !forget || !planned.card) return;
  if (state !== 'skipped') await storeCard(tx, planned.id, planned.card.id);
  await deleteCard(tx, planned.card.id, why, at);
}
