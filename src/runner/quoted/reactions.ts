import type { Database } from '../../../db/database.ts';
import { reactionAt } from '../../../db/queries/review/reaction-at.ts';
import { emojiName } from '../../domain/review/reaction.ts';
import type { MessageNewsHandler, ReactionNewsHandler, Reply, Run } from '../../ports/intent.ts';
import { createMessageNewsHandler, type NewsPorts } from './message-news.ts';

/** Returns the handlers of what happens to messages that are evidence, or become it. */
export const createQuoteNewsHandlers = (
  ports: NewsPorts & { run: Run },
): { onMessageNews: MessageNewsHandler; onReactionNews: ReactionNewsHandler } => ({
  onMessageNews: createMessageNewsHandler(ports),
  onReactionNews: createReactionNewsHandler(ports),
});

/**
 * Takes a reaction to a message as evidence, or takes that back (APR-3), by the one runner. Undefined, and nothing is
 * fetched or answered, where the channel shows no project or the project means nothing by this emoji.
 */
function createReactionNewsHandler(parts: { db: Database; run: Run }): ReactionNewsHandler {
  return async (news) => {
    const meant = await reactionAt(parts.db, news.room);
    if (!meant || emojiName(news.reaction) !== meant) return undefined;
    const quoted = news.is === 'added' ? await news.fetch() : undefined;
    const { delivery, actor, room, messageId, stamp } = news;
    const reply = await parts.run({
      delivery,
      actor,
      room,
      surface: 'press',
      ask: { command: 'react', input: {} },
      reacted: { messageId, stamp, isOn: news.is === 'added' },
      ...(quoted ? { quoted } : {}),
    });
    if (news.is === 'added' && !quoted && reply.is !== 'refused') return { is: 'unfetched' };
    return asks(reply) ? { is: 'asks', reply } : undefined;
  };
}

/** Reactions are often meant for people: a refusal is not answered, and what was done is on the cards. */
const asks = (reply: Reply): reply is Extract<Reply, { is: 'shown' }> =>
  reply.is === 'shown' && reply.card.actions.length > 0;
