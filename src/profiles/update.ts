import type { Temporal } from 'temporal-polyfill';
import { v7 } from 'uuid';
import { leftCard } from '../../cards/views/people/leavers.ts';
import { unknownZoneCard } from '../../cards/views/rhythm/unknown-zone.ts';
import type { Database, Tx } from '../../db/database.ts';
import { notifyPeople, recordMembershipEvent } from '../../db/queries/delivery/notify-people.ts';
import { type Affected, affectedProjects, loadHoldings } from '../../db/queries/people/leavers.ts';
import { adminsOf } from '../../db/queries/people/merges.ts';
import { type ProfileResult, type ProfileUpdate, saveProfile } from '../../db/queries/people/profile.ts';
import { mergeTwin } from '../../db/queries/people/record-person.ts';
import { plainName } from '../domain/people/person-name.ts';
import type { Platform } from '../domain/platform.ts';
import type { Affiliation, Role } from '../domain/project/roles.ts';
import type { Enqueue } from '../ports/enqueue.ts';
import type { AccountAddress, FindProfile, IsConfigured, Profile } from '../ports/intent.ts';
import { redrawNaming } from '../runner/redraw-naming.ts';

/** What an update of profiles needs. */
export type ProfilePorts = {
  db: Database;
  enqueue: Enqueue;
  nudge: () => void;
  findProfile: Partial<Record<Platform, FindProfile>>;
  isConfigured: IsConfigured;
  now: () => Temporal.Instant;
};

type NotificationContext = { tx: Tx; platforms: readonly string[]; now: string };

/** Returns the stored form of a profile; `more` supplies what the profile leaves out. */
export function profileUpdateOf(profile: Partial<Profile>, more: ProfileUpdate = {}): ProfileUpdate {
  const { standing, email } = profile;
  return {
    ...more,
    ...profile,
    // a person with a profile exists, and an address that it does not verify no longer counts
    ...(standing === undefined ? {} : { email: verifiedEmail(standing, email), gone: profile.gone ?? false }),
  };
}

/** Returns the address of a full member; an organisation vouches for no one else (ADM-10). */
const verifiedEmail = (standing: Affiliation, email: string | undefined) =>
  standing === 'member' ? (email?.toLowerCase() ?? null) : null;

/**
 * Stores a known person's profile and updates what depends on it. `now` is an ISO instant. Cards are
 * redrawn when a name or a right changed (LIVE-1). Those who run a project are notified once when somebody
 * has left (ADM-2).
 */
export async function updateProfile(
  { enqueue, findProfile, isConfigured }: Pick<ProfilePorts, 'enqueue' | 'findProfile' | 'isConfigured'>,
  tx: Tx,
  workspaceId: string,
  { who, said, now }: { who: AccountAddress; said: ProfileUpdate; now: string },
): Promise<void> {
  const stored = await saveProfile(tx, who, said, now, isConfigured(who));
  if (!stored) return;
  const { personId } = stored;
  // a new account or address may belong to a person known on another platform
  const twin =
    said.email && !said.gone
      ? await mergeTwin(tx, workspaceId, who, { personId, email: said.email, at: now })
      : undefined;
  if (stored.isSeen || twin) await redrawNaming(enqueue, tx, workspaceId, twin?.id ?? personId);
  const context = { tx, platforms: Object.keys(findProfile), now };
  const rooms = [
    ...(await recordPresenceChange(context, stored)),
    ...(await notifyOfUnknownZone(context, stored)),
  ];
  if (rooms.length > 0) await enqueue(tx, workspaceId, [...new Set(rooms)]);
}

async function recordPresenceChange(context: NotificationContext, stored: ProfileResult): Promise<string[]> {
  if (!stored.turned) return [];
  const rooms: string[] = [];
  for (const project of await affectedProjects(context.tx, stored.personId)) {
    const type = stored.turned === 'left' ? 'person_left' : 'person_returned';
    const event = { id: v7(), projectId: project.projectId, type, at: context.now } as const;
    await recordMembershipEvent(context.tx, { ...event, person: plainName(stored.name) });
    if (stored.turned === 'left') rooms.push(...(await notifyOfLeaver(context, stored.personId, project)));
  }
  return rooms;
}

/** Notifies those who run the project, else the administrators. */
async function notifyOfLeaver(
  { tx, platforms }: NotificationContext,
  personId: string,
  project: Affected,
): Promise<string[]> {
  const [held] = await loadHoldings(tx, project.projectId, { personId });
  if (!held) return [];
  const heads = project.heads.length > 0 ? project.heads : (await adminsOf(tx)).map(({ id }) => id);
  const approver = project.approver === 'nobody' ? undefined : (project.approver as Role);
  const isMissing = approver !== undefined && held.role === approver && !project.roles.includes(approver);
  const card = leftCard({ id: project.projectId, name: project.name }, held, {
    approver: isMissing ? approver : undefined,
  });
  return notifyPeople(tx, heads, platforms, card);
}

async function notifyOfUnknownZone(
  { tx, platforms }: NotificationContext,
  stored: ProfileResult,
): Promise<string[]> {
  if (stored.oddZone === undefined) return [];
  const instead = stored.zone ?? 'the time zone of the project';
  return notifyPeople(tx, [stored.personId], platforms, unknownZoneCard(stored.oddZone, instead));
}
