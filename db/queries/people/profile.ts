import { and, eq, ne, sql } from 'drizzle-orm';
import { plainName, shownName, unknownName } from '../../../src/domain/people/person-name.ts';
import type { Affiliation } from '../../../src/domain/project/roles.ts';
import { isOffset, resolveZone, storedZone } from '../../../src/domain/time/zones.ts';
import type { Tx } from '../../database.ts';
import { identity, person } from '../../schema/people.ts';
import { member } from '../../schema/project.ts';
import { lockProjectsOf } from '../delivery/redraw-people.ts';
import { type Caller, ofIdentity } from './account.ts';
import { speaksFor } from './organisations.ts';

/** A profile as a platform reports it; missing fields were not reported. */
export type ProfileUpdate = {
  name?: string | undefined;
  /** As the platform spells it. */
  zone?: string | undefined;
  /** Verified, in lower case; null: the platform vouches for none. */
  email?: string | null | undefined;
  directoryId?: string | undefined;
  standing?: Affiliation | undefined;
  /** The account is deactivated, deleted or removed. */
  gone?: boolean | undefined;
};

/** The effect of a profile on a person. */
export type ProfileResult = {
  personId: string;
  /** Their name on cards. */
  name: string;
  /** Their time zone, if known. */
  zone: string | null;
  /** Whether cards change, or rights have changed. */
  isSeen: boolean;
  /** Their last active account is gone, or the first is back. */
  turned: 'left' | 'returned' | undefined;
  /** A zone that cannot be resolved, reported for the first time. */
  oddZone: string | undefined;
};

type Row = NonNullable<Awaited<ReturnType<typeof find>>>;

/**
 * Writes a reported profile of a known person. A value that differs from the platform's previous one replaces the
 * person's: the last change wins across platforms. What they chose themselves stays. `at` is an ISO instant;
 * `trusted`: the operator configured the organisation.
 *
 * @returns undefined where nobody is known at the address.
 */
export async function saveProfile(
  tx: Tx,
  address: Caller,
  said: ProfileUpdate,
  at: string,
  trusted: boolean,
): Promise<ProfileResult | undefined> {
  const seen = await find(tx, address);
  if (!seen) return undefined;
  if (!differs(seen, said)) {
    await tx
      .update(identity)
      .set(stamps(seen, said, at))
      .where(eq(identity.id, seen.identityId));
    const { personId, name, zone } = seen;
    return { personId, name, zone, isSeen: false, turned: undefined, oddZone: undefined };
  }
  // the projects before the people, as commands do, to avoid deadlocks
  await lockProjectsOf(tx, seen.personId);
  await tx.select({ id: person.id }).from(person).where(eq(person.id, seen.personId)).for('no key update');
  const row = (await find(tx, address)) ?? seen;
  const next = nextOf(row, said, at);
  await tx.update(identity).set(next.identity).where(eq(identity.id, row.identityId));
  await tx.update(person).set(next.person).where(eq(person.id, row.personId));
  if (next.losesRoom) await leaveRooms(tx, row.personId);
  if (next.email) await moveMailbox(tx, address, { ...next.email, personId: row.personId, trusted });
  return {
    personId: row.personId,
    name: next.person.name,
    zone: next.person.zone ?? row.zone,
    isSeen: next.person.name !== row.name || next.standing !== row.standing || next.turned !== undefined,
    turned: next.turned,
    oddZone: next.oddZone,
  };
}

async function find(tx: Tx, { platform, tenant, user, directoryId }: Caller) {
  const others = sql`from identity o where o.workspace_id = ${identity.workspaceId}
    and o.person_id = ${identity.personId} and o.id <> ${identity.id}`;
  const here = sql`i.platform = ${platform} and i.tenant = ${tenant}`;
  const rows = await tx
    .select({
      identityId: identity.id,
      personId: identity.personId,
      user: identity.user,
      directoryId: identity.directoryId,
      standing: identity.standing,
      profiledAt: identity.profiledAt,
      told: { name: identity.name, zone: identity.zone, email: identity.email },
      goneAt: identity.goneAt,
      name: person.name,
      zone: person.zone,
      zoneChosen: person.zoneChosen,
      email: person.email,
      personGoneAt: person.goneAt,
      isAlone: sql<boolean>`not exists (select ${others})`,
      othersLive: sql<boolean>`exists (select ${others} and o.gone_at is null)`,
      othersBelong: sql<boolean>`exists (select ${others} and o.gone_at is null and o.standing = 'member')`,
    })
    .from(identity)
    .innerJoin(person, ofIdentity)
    // a union, so that each part uses its index: one condition with both may scan everybody; and one value,
    // because under row-level security a "coalesce" is evaluated after such a scan
    .where(
      eq(
        identity.id,
        sql`(select found.id from (
            select i.id, 0 as rank from identity i where ${here} and i.user_key = ${user}
            union all select i.id, 1 from identity i where ${here} and i.directory_id in (${user}, ${directoryId ?? user})
          ) found order by found.rank, found.id limit 1)`,
      ),
    );
  return rows[0];
}

function differs(row: Row, said: ProfileUpdate): boolean {
  const { told } = row;
  return (
    (said.name !== undefined && said.name !== told.name) ||
    (said.zone !== undefined && storedZone(said.zone) !== (told.zone ?? '')) ||
    (said.email !== undefined && said.email !== told.email) ||
    (said.standing !== undefined && said.standing !== row.standing) ||
    (said.directoryId !== undefined && said.directoryId !== row.directoryId) ||
    (said.gone !== undefined && said.gone !== (row.goneAt !== null))
  );
}

/** A person without a first contact stays without `profiledAt`, so that it is still recorded. */
const stamps = (row: Row, said: ProfileUpdate, at: string) => ({
  lookedAt: at,
  ...(row.profiledAt !== null && said.standing !== undefined ? { profiledAt: at } : {}),
});

function nextOf(row: Row, said: ProfileUpdate, at: string) {
  const { told } = row;
  const isGone = said.gone ?? row.goneAt !== null;
  const personGone = isGone && !row.othersLive;
  const standing = said.standing ?? row.standing;
  const zone = storedZone(said.zone ?? '') || undefined;
  const meant = zone === undefined ? undefined : resolveZone(zone);
  const follows = meant && zone !== told.zone && !row.zoneChosen && !(row.zone && isOffset(meant));
  const [from, to] = [told.email, said.email];
  const moves = to !== undefined && from !== null && from === row.email && to !== from;
  return {
    standing,
    turned: personGone === (row.personGoneAt !== null) ? undefined : turnOf(personGone),
    oddZone: zone && !meant && zone !== told.zone ? zone : undefined,
    losesRoom: standing !== 'member' && row.standing === 'member' && !row.othersBelong,
    email: moves ? { from, to } : undefined,
    identity: {
      ...stamps(row, said, at),
      name: said.name ?? told.name,
      zone: zone ?? told.zone,
      email: said.email === undefined ? told.email : said.email,
      directoryId: said.directoryId ?? row.directoryId,
      standing,
      goneAt: isGone ? (row.goneAt ?? at) : null,
    },
    person: {
      name: shownName(nameAfter(row, said), personGone),
      goneAt: personGone ? (row.personGoneAt ?? at) : null,
      ...(follows && meant !== row.zone ? { zone: meant, digestAt: null } : {}),
    },
  };
}

const turnOf = (isGone: boolean): ProfileResult['turned'] => (isGone ? 'left' : 'returned');

/** The first name that a platform reports is no change of name there. */
function nameAfter({ told, name, isAlone }: Row, said: ProfileUpdate): string {
  const present = plainName(name);
  if (!said.name || said.name === told.name) return present;
  return told.name !== null || isAlone || present === unknownName ? said.name : present;
}

/** Deletes roles that follow from membership in the organisation (ADM-2); given ones stay. */
async function leaveRooms(tx: Tx, personId: string): Promise<void> {
  await tx
    .delete(member)
    .where(and(eq(member.personId, personId), eq(member.byRoom, true), eq(member.role, 'contributor')));
}

/**
 * Updates the address when the organisation is trusted with it and nobody else has it. One that came from elsewhere
 * stays as verified (ADM-10).
 */
async function moveMailbox(
  tx: Tx,
  organisation: Caller,
  { from, to, personId, trusted }: { from: string; to: string | null; personId: string; trusted: boolean },
): Promise<void> {
  const trusts = async (email: string) => trusted || (await speaksFor(tx, organisation, email));
  if (!(await trusts(from))) return;
  const next = to !== null && (await trusts(to)) ? to : null;
  const [taken] =
    next === null
      ? []
      : await tx
          .select({ id: person.id })
          .from(person)
          .where(and(eq(person.email, next), ne(person.id, personId)));
  if (!taken) await tx.update(person).set({ email: next }).where(eq(person.id, personId));
}
