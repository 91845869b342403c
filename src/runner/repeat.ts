import type { Tx } from '../../db/database.ts';
import type { CallerFacts } from '../../db/queries/directory/who.ts';
import type { PictureAddress } from '../pictures/token.ts';
import type { Intent, Reply } from '../ports/intent.ts';
import type { Commands } from './define.ts';
import { lookUpLiveCard } from './drawn/live-card.ts';
import { refused } from './refused.ts';

/** A kept answer as it was stored: JSON that the runner alone writes. */
const replyIn = (kept: unknown) => kept as Reply | undefined;

/** Whether a kept answer says that the request was carried out. */
export const isDone = (kept: unknown): boolean => replyIn(kept)?.is === 'done';

/** What a repeated request is answered from; `now` is an ISO instant. */
type Repeated = { kept: unknown; known: CallerFacts; workspaceId: string; now: string };

/** Returns the kept answer. Where its live card is now is looked up again, because it is not kept. */
export async function repeatAnswer(
  tx: Tx,
  { commands, pictures }: { commands: Commands; pictures?: PictureAddress | undefined },
  intent: Intent,
  { kept, known, workspaceId, now }: Repeated,
): Promise<Reply> {
  const reply = replyIn(kept) ?? refused(commands, { is: 'trouble', why: 'unknown' });
  if (intent.answer === 'posted') return { ...reply, repeated: true };
  const { room, project } = known;
  return lookUpLiveCard(tx, reply, {
    intent,
    who: { workspaceId, here: room, room, project },
    now,
    pictures,
  });
}
