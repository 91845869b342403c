import type { Card } from '../../../cards/model.ts';
import type { Tx } from '../../../db/database.ts';
import type { Request } from '../../../db/queries/delivery/request.ts';
import { lockPreferences } from '../../../db/queries/people/preferences.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { digestSince, roomDigest } from '../../../db/queries/rhythm/cadences.ts';
import { type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import type { Who } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import type { Room, RoomDigest } from '../../domain/project/room.ts';
import { addMinutes } from '../../domain/time/dates.ts';
import type { QuietHours } from '../../domain/time/schedule.ts';

/** The owner of a digest: the room, or in a direct chat the person. */
export type DigestOwner =
  | { is: 'room'; room: Room; project: Project }
  | { is: 'own'; chat: { platform: string; tenant: string }; quiet: QuietHours | null };

/** The facts of `digest`. */
export type DigestFacts = {
  whose: DigestOwner;
  setting: RoomDigest;
  /** Whether one was planned within the last minute. */
  isRecent: boolean;
  /** A digest to send at once. */
  request?: Request<Card>;
};

/** Loads the person's own digest and locks the person, so that changes are serialised. */
export async function loadOwnDigest(tx: Tx, who: Who, now: string): Promise<Outcome<DigestFacts>> {
  if (!who.here) return refuse({ is: 'no_project' });
  const { platform, tenant } = who.here;
  const { digest: cadence, digestAt, quiet } = await lockPreferences(tx, who.person.id);
  return ok({
    whose: { is: 'own', chat: { platform, tenant }, quiet },
    setting: { digest: cadence, digestAt, digestIn: 'channel' },
    isRecent: await digestSince(tx, 'personal', who.person.id, addMinutes(now, -1)),
  });
}

/** Loads the digest of the room; `locks` its project if it will be changed or sent. */
export async function loadRoomDigest(
  tx: Tx,
  { project, room }: Who,
  now: string,
  locks: boolean,
): Promise<Outcome<DigestFacts>> {
  if (!project) return refuse({ is: 'no_project' });
  if (room?.projectId !== project.id)
    return rule(
      `${project.name} has its digest in its own channel.`,
      'Type it there; in a direct chat “digest” means your own.',
    );
  if (locks) await lockProject(tx, project.id);
  const setting = await roomDigest(tx, room.id);
  if (!setting) return refuse({ is: 'no_project' });
  const isRecent = await digestSince(tx, 'digest', room.id, addMinutes(now, -1));
  return ok({ whose: { is: 'room', room, project }, setting, isRecent });
}
