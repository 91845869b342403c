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

/** Whose digest is meant: a room's in the room, and in a direct chat one's own. */
export type Whose =
  | { is: 'room'; room: Room; project: Project }
  | { is: 'own'; chat: { platform: string; tenant: string }; quiet: QuietHours | null };

/** A digest, as `digest` decides on it. */
export type DigestFacts = {
  whose: Whose;
  setting: RoomDigest;
  /** One was planned within the last minute. */
  lately: boolean;
  /** One is wanted at once. */
  request?: Request<Card>;
};

/** What is somebody's own; locked, so that one change comes after another. */
export async function loadOwnDigest(tx: Tx, who: Who, now: string): Promise<Outcome<DigestFacts>> {
  if (!who.here) return refuse({ is: 'no_project' });
  const { platform, tenant } = who.here;
  const { digest: cadence, digestAt, quiet } = await lockPreferences(tx, who.person.id);
  return ok({
    whose: { is: 'own', chat: { platform, tenant }, quiet },
    setting: { digest: cadence, digestAt, digestIn: 'channel' },
    lately: await digestSince(tx, 'personal', who.person.id, addMinutes(now, -1)),
  });
}

/** What comes into the room where it is asked; its project is locked where that will change or be sent. */
export async function loadRoomDigest(
  tx: Tx,
  { project, room }: Who,
  now: string,
  locks: boolean,
): Promise<Outcome<DigestFacts>> {
  if (!project) return refuse({ is: 'no_project' });
  if (room?.projectId !== project.id)
    return rule(
      `${project.name} has its digest in a room of its own.`,
      'Type it there; in a direct chat it is about yours.',
    );
  if (locks) await lockProject(tx, project.id);
  const setting = await roomDigest(tx, room.id);
  if (!setting) return refuse({ is: 'no_project' });
  const lately = await digestSince(tx, 'digest', room.id, addMinutes(now, -1));
  return ok({ whose: { is: 'room', room, project }, setting, lately });
}
