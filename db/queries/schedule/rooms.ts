import { type SQL, sql } from 'drizzle-orm';
import type { ClaimedRow } from './define-clock.ts';
import type { Place } from './write.ts';

/** A room of a project. */
export type ProjectRoom = {
  roomId: string;
  platform: string;
  /** Milepost is no longer installed in its organisation. */
  off: boolean;
};

/** A claimed row of a project, with its channels that are told. `at` is the planned instant; null: not planned yet. */
export type ClaimedOfProject = ClaimedRow & {
  projectId: string;
  at: string | null;
  zone: string;
  holidays: string[];
  rooms: ProjectRoom[] | null;
};

/** The channels of project `pr` for an audience, as one JSON array, or null. */
export const roomsOf = (audience: SQL): SQL => sql`(
  select jsonb_agg(jsonb_build_object('roomId', r.id, 'platform', r.platform, 'off', i.off_since is not null) order by r.id)
  from room r left join installation i on i.platform = r.platform and i.tenant = r.tenant
  where r.workspace_id = pr.workspace_id and r.project_id = pr.id and r.kind = 'channel'
    and r.audience = ${audience})`;

/** Returns where a message to a room goes, or why it cannot be sent. */
export function placeIn({ roomId, platform, off }: ProjectRoom, platforms: readonly string[]): Place {
  if (off) return { roomId, why: 'Milepost is not installed in its organisation any more' };
  if (!platforms.includes(platform)) return { roomId, why: `Milepost is not connected to ${platform}` };
  return { roomId };
}
