import type { Database, Tx } from '../../db/database.ts';
import { withoutName } from '../../db/queries/people/known-identities.ts';
import { personAt } from '../../db/queries/people/people.ts';
import { enter, type RequestOrigin } from '../../db/tenant.ts';
import type { Platform } from '../domain/platform.ts';
import { fieldsOf } from '../grammar/slot.ts';
import type { Enqueue } from '../ports/enqueue.ts';
import type { AccountAddress, FindProfile, Intent, IsConfigured, Profile } from '../ports/intent.ts';
import { profileUpdateOf, updateProfile } from '../profiles/update.ts';
import type { Read } from './read.ts';
import { isOwn, type Mentioned, mentionsOf } from './references/find.ts';

/** The ports that looking up people needs. */
export type LookupPorts = {
  db: Database;
  enqueue: Enqueue;
  findProfile: Partial<Record<Platform, FindProfile>>;
  isConfigured: IsConfigured;
};
/** A person with the profile that their platform gave. */
export type LookedUpPerson = { who: AccountAddress; profile: Profile; name: string | undefined };
/** A request before its transaction; `now` is an ISO instant. */
export type LookupRequest = { intent: Intent; read: Read; now: string; origin: RequestOrigin };

/** Mentions beyond this number are looked up later, by the schedule. */
const maxLookups = 10;

/**
 * Looks up the people whom a request names and nobody knows yet, so that cards call them by name
 * (LIVE-4). Runs before the transaction, all look-ups in parallel; the request continues without people who
 * are not found.
 */
export async function lookUpMentioned(
  ports: LookupPorts,
  { intent, read, now, origin }: LookupRequest,
): Promise<void> {
  const named = peopleIn(read)
    .filter((one) => isOwn(one, intent.actor))
    .slice(0, maxLookups);
  if (named.length === 0) return;
  const unknown = await withoutName(ports.db, named);
  const found = await Promise.all(unknown.map((who) => lookUpPerson(ports, who, intent)));
  const met = found.filter((one) => one !== undefined);
  await recordProfiles(ports, met, { now, origin });
}

/** Records people and their profiles, in a transaction of its own. */
export async function recordProfiles(
  ports: LookupPorts,
  met: readonly LookedUpPerson[],
  { now, origin }: Pick<LookupRequest, 'now' | 'origin'>,
): Promise<void> {
  if (met.length === 0) return;
  await ports.db.transaction(async (tx) => {
    const entered = await enter(tx, origin);
    if (!entered) return;
    for (const one of met) await recordProfile(ports, tx, entered.workspaceId, { ...one, now });
  });
}

/** The texts where a command takes people, in order; what looks like a mention in any other text is text. */
export const peopleTexts = ({ command, raw, tried = [] }: Read): string[] => [
  ...fieldsOf(command.input).flatMap(({ name, slot }) =>
    slot.is === 'person' || slot.people ? [raw[name] ?? ''] : [],
  ),
  ...tried.flatMap(({ read }) => (read.is === 'read' ? peopleTexts(read) : [])),
];

function peopleIn(read: Read): Mentioned[] {
  const people = peopleTexts(read).flatMap(mentionsOf);
  return [...new Map(people.map((who) => [`${who.tenant}/${who.user}`, who])).values()];
}

/** Asks a platform who somebody is; undefined for whom it does not know, or did not tell in time. */
export async function lookUpPerson(
  { findProfile }: LookupPorts,
  { name, ...who }: Mentioned,
  { actor, room }: Intent,
): Promise<LookedUpPerson | undefined> {
  const here = who.platform === actor.platform && who.tenant === actor.tenant ? room : undefined;
  const profile = await findProfile[who.platform]?.(who, here);
  return profile && !profile.absent ? { who, profile, name } : undefined;
}

async function recordProfile(
  ports: LookupPorts,
  tx: Tx,
  workspaceId: string,
  { who, profile, name, now }: LookedUpPerson & { now: string },
): Promise<void> {
  await personAt(tx, workspaceId, who, profile.name ?? name);
  await updateProfile(ports, tx, workspaceId, { who, said: profileUpdateOf(profile), now });
}
