import { Temporal } from 'temporal-polyfill';
import { bindActions, type Card } from '../../../cards/model.ts';
import type { Tx } from '../../../db/database.ts';
import { findPosted, type PostedCard, type SoughtCards } from '../../../db/queries/delivery/posted-cards.ts';
import type { Who } from '../../domain/project/access.ts';
import { createDraw } from '../../live-cards/draw.ts';
import type { PictureAddress } from '../../pictures/token.ts';
import type { Intent, PostedAt, Reply } from '../../ports/intent.ts';
import { aboutOf } from './drawn.ts';

/** A request whose reply shows a card. */
type Asked = {
  intent: Intent;
  who: Pick<Who, 'workspaceId' | 'here' | 'room' | 'project'>;
  now: string;
  pictures?: PictureAddress | undefined;
};

/** Returns the card that a reply shows the subject of. */
function cardIn(reply: Reply): Card | undefined {
  if (reply.is === 'refused') return reply.present;
  return reply.is === 'form' ? undefined : reply.card;
}

const withCard = (reply: Exclude<Reply, { is: 'form' }>, card: Card): Reply =>
  reply.is === 'refused' ? { ...reply, present: card } : { ...reply, card };

/**
 * Returns which posted cards the answer depends on: the live card of its subject, and the pressed message where the
 * answer takes its place. Undefined where none can be posted.
 */
export function soughtCardsOf(reply: Reply, { intent, who }: Omit<Asked, 'now'>): SoughtCards | undefined {
  const { room, project } = who;
  if (!project || room?.projectId !== project.id) return undefined;
  const card = cardIn(reply);
  const isInPlace = card?.of !== undefined || intent.returns === true;
  const messageId = isInPlace ? intent.pressed : undefined;
  if (!card || !isInPlace) return undefined;
  return { projectId: project.id, subject: card.of, messageId };
}

/**
 * Completes a reply by the posted cards of its room. A press on a live card is answered with that card as it is now,
 * whatever the command shows. Any other answer about a subject whose live card is in the room says where that is.
 */
export async function withLiveCard(
  tx: Tx,
  reply: Reply,
  posted: readonly PostedCard[],
  asked: Asked,
): Promise<Reply> {
  const { intent } = asked;
  const card = cardIn(reply);
  if (!card || reply.is === 'form') return reply;
  const pressed = posted.find(({ messageId }) => messageId === intent.pressed);
  if (pressed) {
    const isSame = pressed.subject.kind === card.of?.kind && pressed.subject.id === card.of.id;
    if (isSame) return reply;
    if (reply.is === 'shown' && !intent.returns) return { ...reply, over: true };
    const drawn = await redraw(tx, pressed, asked);
    return drawn ? withCard(reply, drawn) : reply;
  }
  const live = posted.find(({ subject }) => subject.kind === card.of?.kind && subject.id === card.of.id);
  if (!live) return reply;
  const at = placeOf(live);
  return reply.is === 'done' ? { ...reply, line: reply.alone ?? reply.line, at } : { ...reply, at };
}

/** Draws a live card of the room as it is now. */
async function redraw(
  tx: Tx,
  { subject }: PostedCard,
  { who, now, pictures }: Asked,
): Promise<Card | undefined> {
  const { workspaceId, room, project } = who;
  if (!room || !project) return undefined;
  const { id, audience, platform } = room;
  const draw = createDraw(() => Temporal.Instant.from(now), pictures);
  const drawn = await draw(tx, subject, {
    room: { workspaceId, projectId: project.id, id, audience, platform },
  });
  return drawn && bindActions(drawn, aboutOf(project.id, who));
}

const placeOf = ({ messageId, threadId }: PostedCard): PostedAt => ({
  ...(messageId === null ? {} : { messageId }),
  ...(threadId === null ? {} : { thread: threadId }),
});

/** Looks up the posted cards of a reply that nothing was saved for, and completes it by them. */
export async function lookUpLiveCard(tx: Tx, reply: Reply, asked: Asked): Promise<Reply> {
  const sought = soughtCardsOf(reply, asked);
  return sought ? withLiveCard(tx, reply, await findPosted(tx, sought), asked) : reply;
}
