import type { Refusal } from '../domain/outcome.ts';
import type { AskCanPost, Intent } from '../ports/intent.ts';
import { linksItsRoom } from './links-room.ts';
import type { Read } from './read.ts';

/**
 * Why a command that links its room must not: the bot could not post there. Asked outside any
 * transaction, before anything is made, and by those commands only.
 */
export async function cannotPost(
  ask: AskCanPost,
  { actor, room }: Intent,
  read: Read,
): Promise<Refusal | undefined> {
  const { platform } = actor;
  if (room?.kind !== 'channel' || !linksItsRoom(read)) return undefined;
  const answer = await ask[platform]?.(room);
  return answer?.is === 'no' ? { is: 'cannot_post', platform, why: answer.why } : undefined;
}
