import { createHash } from 'node:crypto';
import { bindActions, type Card, isCard } from '../../cards/model.ts';
import {
  clearShown,
  type LockedRoom,
  type Planned,
  type ShownCard,
  threadOf,
} from '../../db/queries/delivery/claim.ts';
import { roomNear } from '../../db/queries/delivery/room-lost.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import type { ScheduledMessage } from '../domain/rhythm/scheduled.ts';
import type { Drawn, Worded } from '../ports/content.ts';
import type { RoomAddress } from '../ports/intent.ts';
import { causeOf } from '../ports/log.ts';
import type { Messenger, SendResult } from '../ports/messenger.ts';
import { mailedCard } from './mailed.ts';
import type { Ports } from './settings.ts';

/** The outcome of one attempt at a receipt. */
export type AttemptOutcome =
  | SendResult
  /** `shows` is the fingerprint of the content the message now has; `isLast`: the card is removed. */
  | { is: 'shown'; messageId: string; shows: string; isLast?: boolean }
  /** There was nothing to send; `forget`: the card is removed too. */
  | { is: 'skipped'; why: string; forget: boolean }
  /** The direct chat is open; the receipt itself is still to be sent. */
  | { is: 'opened'; room: RoomAddress };

/** Makes one attempt, outside any transaction. Never throws, and ends well before the room's lease. */
export async function send(ports: Ports, room: LockedRoom, planned: Planned): Promise<AttemptOutcome> {
  const messenger = ports.messengers[room.platform];
  if (!messenger) return { is: 'cut_off', why: `${room.platform} is not connected` };
  try {
    if (room.kind === 'direct' && room.channel.startsWith('user:'))
      return await openDirectChat(ports, messenger, room);
    if (planned.scheduled) return await sendScheduled(ports, messenger, room, planned, planned.scheduled);
    if (planned.kind === 'news') return await sendNews(ports, messenger, room, planned);
    return await sendCard(ports, messenger, room, planned);
  } catch (error) {
    // nothing was sent: messengers never throw, and everything before them only reads
    ports.log.error({ cause: causeOf(error), receipt: planned.id }, 'message rendering failed');
    return { is: 'retry', why: 'Milepost could not write it' };
  }
}

async function openDirectChat(ports: Ports, messenger: Messenger, room: LockedRoom): Promise<AttemptOutcome> {
  const knownRoom = await ports.db.transaction(async (tx) => {
    await enterWorkspace(tx, room.workspaceId);
    return roomNear(tx, room);
  });
  const person = { tenant: room.tenant, user: room.user ?? room.channel.slice('user:'.length) };
  const opened = await withTimeout(ports, messenger.openDirect(person, knownRoom && addressOf(knownRoom)));
  // opening a chat twice opens the same chat
  return opened.is === 'unknown' ? { ...opened, is: 'retry' } : opened;
}

async function sendNews(
  ports: Ports,
  messenger: Messenger,
  room: LockedRoom,
  planned: Planned,
): Promise<AttemptOutcome> {
  const { body, codeOf, fills, id: key } = planned;
  const secret = codeOf === null ? undefined : { fills: fills ?? 'address_code', id: codeOf };
  const card = secret ? mailedCard(ports.mailSecrets, body, secret) : body;
  if (!isCard(card)) return { is: 'skipped', why: 'it had no text', forget: false };
  const earlier = await findEarlierPost(ports, messenger, room, planned);
  return earlier ?? withTimeout(ports, messenger.post(addressOf(room), { card, key }));
}

/** Searches for a post that may have arrived; undefined when the message must be sent. */
async function findEarlierPost(
  { timings, log }: Pick<Ports, 'timings' | 'log'>,
  messenger: Messenger,
  room: LockedRoom,
  { id: key, seeksFrom, card }: Planned,
  threadId?: string,
): Promise<AttemptOutcome | undefined> {
  if (seeksFrom === null) return undefined;
  if (!messenger.find)
    return { is: 'unknown', why: 'the worker stopped while it was being sent', hidden: true };
  const found = await withTimeout(
    { timings, log },
    messenger.find(addressOf(room), key, seeksFrom, threadId),
  );
  switch (found.is) {
    case 'found':
      // empty fingerprint: the content is unknown, so the next edit is always sent
      return card
        ? { is: 'shown', messageId: found.messageId, shows: '' }
        : { is: 'sent', messageId: found.messageId };
    case 'absent':
      return undefined;
    case 'hidden':
      return { is: 'unknown', why: found.why, hidden: true };
    case 'later':
    case 'unknown':
      return { is: 'retry', why: found.why };
    default:
      return { is: 'retry', why: 'Milepost could not look whether it arrived' };
  }
}

/** Renders a message as of now (RMD-5). A digest may go into a thread (RMD-4); some become live cards. */
async function sendScheduled(
  { db, word, ...ports }: Ports,
  messenger: Messenger,
  room: LockedRoom,
  planned: Planned,
  message: ScheduledMessage,
): Promise<AttemptOutcome> {
  const { id: key, card: live } = planned;
  const skipped = (why: string): AttemptOutcome => ({ is: 'skipped', why, forget: true });
  const { kind, projectId } = message;
  if (room.kind === 'channel' && room.projectId !== projectId)
    return skipped('the channel no longer shows this project');
  const { worded, threadId } = await db.transaction(async (tx) => {
    await enterWorkspace(tx, room.workspaceId);
    const thread = kind === 'digest' && projectId ? await threadOf(tx, room.roomId, projectId) : null;
    return { worded: withProject(await word(tx, message), projectId), threadId: thread };
  });
  const earlier = await findEarlierPost(ports, messenger, room, planned, threadId ?? undefined);
  if (earlier) return earlier;
  if (worded.is === 'nothing') return skipped(worded.why);
  const post = (thread?: string) =>
    withTimeout(ports, messenger.post(addressOf(room), { card: worded.card, key }, thread));
  const sent = await post(threadId ?? undefined);
  if (live && sent.is === 'sent') return { ...sent, is: 'shown', shows: fingerprint(worded.card) };
  // the card was deleted, so the digest is posted outside its thread
  return threadId && sent.is === 'message_gone' ? post() : sent;
}

/** Binds buttons to the message's project; a message about several projects names one per button. */
const withProject = (worded: Worded, project: string | null): Worded =>
  worded.is === 'card' && project ? { ...worded, card: bindActions(worded.card, { project }) } : worded;

/** Posts or edits a live card, drawn as of now. */
async function sendCard(
  ports: Ports,
  messenger: Messenger,
  room: LockedRoom,
  planned: Planned,
): Promise<AttemptOutcome> {
  const { card: shown, id: key } = planned;
  if (!shown) return { is: 'skipped', why: 'the card was forgotten', forget: false };
  const earlier = await findEarlierPost(ports, messenger, room, planned, shown.threadId ?? undefined);
  if (earlier) return earlier;
  const drawn = await drawCurrent(ports, room, shown);
  const isUnsent = planned.kind !== 'edit' || shown.messageId === null;
  if (!drawn || (drawn.isGone && isUnsent))
    return { is: 'skipped', why: 'what it showed no longer exists', forget: true };
  const { isGone: isLast = false, ...card } = drawn;
  const shows = fingerprint(card);
  if (planned.kind === 'edit' && shows === shown.shows) {
    return { is: 'skipped', why: 'nothing changed', forget: shown.closed };
  }
  const { threadId, messageId } = shown;
  const at = addressOf(room);
  const post = (thread?: string | null) =>
    withTimeout(ports, messenger.post(at, { card, key }, thread ?? undefined));
  const first = await (planned.kind === 'edit' && messageId
    ? withTimeout(ports, messenger.edit(at, messageId, { card, key }))
    : post(threadId));
  // the thread was deleted, so the card is posted outside it
  const isThreadGone = first.is === 'message_gone' && planned.kind === 'post' && threadId !== null;
  // the room was restored, and somebody had deleted the kept message
  const isDeleted = first.is === 'message_gone' && planned.reposts;
  const sent = isThreadGone || isDeleted ? await post() : first;
  return sent.is === 'sent' ? { ...sent, is: 'shown', shows, isLast } : sent;
}

/** Draws the card in a short transaction, and clears its stored fingerprint when the content differs. */
function drawCurrent({ db, draw }: Ports, room: LockedRoom, shown: ShownCard): Promise<Drawn | undefined> {
  return db.transaction(async (tx) => {
    await enterWorkspace(tx, room.workspaceId);
    const { workspaceId, roomId: id, audience, platform, kind } = room;
    const { subject, closed, projectId, audience: postedFor } = shown;
    const drawn = await draw(tx, subject, {
      closed,
      postedFor,
      room: { workspaceId, projectId, id, audience, platform, isDirect: kind === 'direct' },
    });
    if (!drawn) return undefined;
    const { isGone, ...unbound } = drawn;
    const card = bindActions(unbound, { project: projectId });
    if (shown.shows !== null && fingerprint(card) !== shown.shows) await clearShown(tx, shown.id);
    return isGone ? { ...card, isGone } : card;
  });
}

/** Equal for two cards with equal content. */
const fingerprint = (card: Card) => createHash('sha256').update(JSON.stringify(card)).digest('base64url');

function addressOf(
  room: Omit<RoomAddress, 'name' | 'reach'> & Pick<LockedRoom, 'name' | 'reach'>,
): RoomAddress {
  const { platform, tenant, channel, kind, name, reach } = room;
  return {
    platform,
    tenant,
    channel,
    kind,
    ...(name === null ? {} : { name }),
    ...(reach === null ? {} : { reach }),
  };
}

/** Reports a call that outlives 80 % of the lease as `unknown`: after the lease another worker takes over. */
async function withTimeout<T>(
  ports: Pick<Ports, 'log' | 'timings'>,
  call: Promise<T>,
): Promise<T | SendResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<SendResult>((resolve) => {
    timer = setTimeout(
      () => resolve({ is: 'unknown', why: 'no answer in time' }),
      ports.timings.leaseMs * 0.8,
    );
  });
  try {
    return await Promise.race([call, late]);
  } catch (error) {
    ports.log.error({ cause: causeOf(error) }, 'messenger threw');
    return { is: 'unknown', why: 'the connection was lost' };
  } finally {
    clearTimeout(timer);
  }
}
