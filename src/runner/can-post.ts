import type { Refusal } from '../domain/outcome.ts';
import type { AskCanPost, Intent } from '../ports/intent.ts';
import type { Read } from './read.ts';

/**
 * Why a command that links its room must not: the bot could not post there. Asked outside any
 * transaction, before anything is made, and by those commands only.
 */
export async function cannotPost(
  ask: AskCanPost,
  { actor, room }: Intent,
  { command, raw, project, drawn }: Read,
): Promise<Refusal | undefined> {
  const { platform } = actor;
  const isNamed = project !== undefined || drawn?.about !== undefined;
  if (room?.kind !== 'channel' || !command.linksRoom?.(raw, isNamed)) return undefined;
  const answer = await ask[platform]?.(room);
  return answer?.is === 'no' ? { is: 'cannot_post', platform, why: answer.why } : undefined;
}
