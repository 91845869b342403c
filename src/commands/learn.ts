import { joinTwin } from '../../db/queries/meet.ts';
import { keepProfile, type Said } from '../../db/queries/profile.ts';
import type { Tx } from '../../db/tenant.ts';
import type { Standing } from '../domain/access.ts';
import type { Enqueue } from './enqueue.ts';
import type { Profile, Whereabouts } from './intent.ts';
import { retell } from './retell.ts';

/** What a profile says, as it is kept; `more` counts where the profile says nothing. */
export function saidBy(profile: Partial<Profile>, more: Said = {}): Said {
  const { standing, email } = profile;
  return {
    ...more,
    ...profile,
    // whoever has a profile is there, and an address that it does not vouch for is none any more
    ...(standing === undefined ? {} : { email: addressOf(standing, email), gone: profile.gone ?? false }),
  };
}

/** An organisation speaks for its full members only (ADM-10). */
const addressOf = (standing: Standing, email: string | undefined) =>
  standing === 'member' ? (email?.toLowerCase() ?? null) : null;

/**
 * Writes down what a platform says of somebody who is known, and tells those who see it: cards are
 * drawn again where a name or a right has changed (LIVE-1). `now` is an ISO instant.
 */
export async function learn(
  { enqueue }: { enqueue: Enqueue },
  tx: Tx,
  workspaceId: string,
  { who, said, now }: { who: Whereabouts; said: Said; now: string },
): Promise<void> {
  const kept = await keepProfile(tx, who, said, now);
  if (!kept) return;
  const { personId } = kept;
  // an account that is told for the first time, or has another address, may be somebody's who is known elsewhere
  const twin = said.email
    ? await joinTwin(tx, workspaceId, who, { personId, email: said.email, at: now })
    : undefined;
  if (kept.isSeen || twin) await retell(enqueue, tx, workspaceId, twin?.id ?? personId);
}
