import type { Temporal } from 'temporal-polyfill';
import { v7 } from 'uuid';
import { leftCard } from '../../cards/views/people/leavers.ts';
import { unknownZoneCard } from '../../cards/views/rhythm/unknown-zone.ts';
import type { Database, Tx } from '../../db/database.ts';
import { recordTurn, tellPeople } from '../../db/queries/delivery/tell-people.ts';
import { type Affected, loadHoldings, projectsAround } from '../../db/queries/people/leavers.ts';
import { joinTwin } from '../../db/queries/people/meet.ts';
import { adminsOf } from '../../db/queries/people/merges.ts';
import { type Kept, keepProfile, type ProfileUpdate } from '../../db/queries/people/profile.ts';
import { plainName } from '../domain/people/person-name.ts';
import type { Platform } from '../domain/platform.ts';
import type { Affiliation, Role } from '../domain/project/roles.ts';
import type { Enqueue } from '../ports/enqueue.ts';
import type { FindProfile, IsConfigured, Profile, Whereabouts } from '../ports/intent.ts';
import { redrawNaming } from '../runner/redraw-naming.ts';

/** What is needed to learn of people. */
export type ProfilePorts = {
  db: Database;
  enqueue: Enqueue;
  nudge: () => void;
  findProfile: Partial<Record<Platform, FindProfile>>;
  isConfigured: IsConfigured;
  now: () => Temporal.Instant;
};

type NotificationContext = { tx: Tx; platforms: readonly string[]; now: string };

/** What a profile says, as it is kept; `more` counts where the profile says nothing. */
export function profileUpdateOf(profile: Partial<Profile>, more: ProfileUpdate = {}): ProfileUpdate {
  const { standing, email } = profile;
  return {
    ...more,
    ...profile,
    // whoever has a profile is there, and an address that it does not vouch for is none any more
    ...(standing === undefined ? {} : { email: verifiedEmail(standing, email), gone: profile.gone ?? false }),
  };
}

/** An organisation speaks for its full members only (ADM-10). */
const verifiedEmail = (standing: Affiliation, email: string | undefined) =>
  standing === 'member' ? (email?.toLowerCase() ?? null) : null;

/**
 * Writes down what a platform says of somebody who is known, and tells those who see it: cards are
 * drawn again where a name or a right has changed (LIVE-1), and whoever runs a project hears once
 * that somebody left it (ADM-2). `now` is an ISO instant.
 */
export async function updateProfile(
  { enqueue, findProfile, isConfigured }: Pick<ProfilePorts, 'enqueue' | 'findProfile' | 'isConfigured'>,
  tx: Tx,
  workspaceId: string,
  { who, said, now }: { who: Whereabouts; said: ProfileUpdate; now: string },
): Promise<void> {
  const kept = await keepProfile(tx, who, said, now, isConfigured(who));
  if (!kept) return;
  const { personId } = kept;
  // an account that is told for the first time, or has another address, may be somebody's who is known elsewhere
  const twin =
    said.email && !said.gone
      ? await joinTwin(tx, workspaceId, who, { personId, email: said.email, at: now })
      : undefined;
  if (kept.isSeen || twin) await redrawNaming(enqueue, tx, workspaceId, twin?.id ?? personId);
  const told = { tx, platforms: Object.keys(findProfile), now };
  const rooms = [...(await recordPresenceChange(told, kept)), ...(await notifyOfUnknownZone(told, kept))];
  if (rooms.length > 0) await enqueue(tx, workspaceId, [...new Set(rooms)]);
}

async function recordPresenceChange(told: NotificationContext, kept: Kept): Promise<string[]> {
  if (!kept.turned) return [];
  const rooms: string[] = [];
  for (const project of await projectsAround(told.tx, kept.personId)) {
    const type = kept.turned === 'left' ? 'person_left' : 'person_returned';
    const turn = { id: v7(), projectId: project.projectId, type, at: told.now } as const;
    await recordTurn(told.tx, { ...turn, person: plainName(kept.name) });
    if (kept.turned === 'left') rooms.push(...(await notifyOfLeaver(told, kept.personId, project)));
  }
  return rooms;
}

/** Where nobody is left to run a project, the administrators hear of it. */
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
  return tellPeople(tx, heads, platforms, card);
}

async function notifyOfUnknownZone({ tx, platforms }: NotificationContext, kept: Kept): Promise<string[]> {
  if (kept.oddZone === undefined) return [];
  const instead = kept.zone ?? 'the time zone of the project';
  return tellPeople(tx, [kept.personId], platforms, unknownZoneCard(kept.oddZone, instead));
}
