import { and, eq, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Standing } from '../../src/domain/access.ts';
import type { Person } from '../../src/domain/change.ts';
import { shownName, unknownName } from '../../src/domain/person-name.ts';
import { identity, person } from '../schema/tables.ts';
import type { Tx } from '../tenant.ts';
import { mergePeople } from './merge.ts';
import type { Caller } from './who.ts';

/** What a platform told of somebody. */
export type Told = {
  name?: string;
  zone?: string;
  /** Verified by the platform; it makes people of two platforms one (LIVE-4). */
  email?: string;
  directoryId?: string;
  standing: Standing;
  /** ISO instant; absent when the platform did not answer, so that it is asked again. */
  at?: string;
  admin: boolean;
};

/** Whoever is met at an address is met once, however many of their requests arrive together. */
export async function lockAddress(tx: Tx, { platform, tenant, user }: Caller): Promise<void> {
  await lockName(tx, `${platform}/${tenant}/${user}`);
}

/** Whoever has an e-mail address has it alone: one at a time looks who does. */
export const lockEmail = (tx: Tx, workspaceId: string, email: string) =>
  lockName(tx, `${workspaceId}/${email}`);

const lockName = (tx: Tx, name: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1))`);

/**
 * Remembers somebody who is seen for the first time, or seen clearly for the first time.
 * `renamed`: they were known by another name, which may stand on cards.
 */
export async function meet(
  tx: Tx,
  workspaceId: string,
  caller: Caller,
  told: Told,
): Promise<{ person: Person; renamed: boolean }> {
  await lockAddress(tx, caller);
  if (told.email) await lockEmail(tx, workspaceId, told.email);
  const { known, also } = await findPerson(tx, caller, told);
  if (known && also) await mergePeople(tx, also.id, known.id);
  const chosen = [known, also].find((one) => one?.zoneChosen);
  const row: Person = {
    id: known?.id ?? v7(),
    name: shownName(told.name ?? known?.name ?? unknownName, false),
    zone: chosen?.zone ?? told.zone ?? known?.zone ?? null,
    email: known?.email ?? told.email ?? null,
    zoneChosen: chosen !== undefined,
    admin: [known, also, told].some((one) => one?.admin),
  };
  const directoryId = told.directoryId ?? caller.directoryId ?? null;
  const profile = {
    ...{ standing: told.standing, profiledAt: told.at ?? null, lookedAt: told.at ?? null, directoryId },
    ...{ name: told.name ?? null, zone: told.zone ?? null, email: told.email ?? null, goneAt: null },
  };
  await tx
    .insert(person)
    .values({ ...row, workspaceId })
    // whoever speaks is there
    .onConflictDoUpdate({ target: [person.workspaceId, person.id], set: { ...row, goneAt: null } });
  const { platform, tenant, user } = caller;
  await tx
    .insert(identity)
    .values({ id: v7(), workspaceId, personId: row.id, platform, tenant, user, ...profile })
    .onConflictDoUpdate({
      target: [identity.workspaceId, identity.platform, identity.tenant, identity.user],
      set: profile,
    });
  return { person: row, renamed: known !== undefined && (also !== undefined || known.name !== row.name) };
}

/**
 * By identity first, then by the directory's id (a new bot sees new user ids), then by verified
 * e-mail. `also`: somebody without an address of their own so far (mentioned, say) who is the one
 * that the e-mail belongs to.
 */
async function findPerson(
  tx: Tx,
  caller: Caller,
  told: Told,
): Promise<{ known: Person | undefined; also?: Person }> {
  const columns = {
    id: person.id,
    name: person.name,
    zone: person.zone,
    zoneChosen: person.zoneChosen,
    email: person.email,
    admin: person.admin,
  };
  const directoryId = told.directoryId ?? caller.directoryId;
  const rows = await tx
    .selectDistinct({ ...columns, user: identity.user, directoryId: identity.directoryId })
    .from(person)
    .leftJoin(
      identity,
      and(
        eq(identity.workspaceId, person.workspaceId),
        eq(identity.personId, person.id),
        eq(identity.platform, caller.platform),
        eq(identity.tenant, caller.tenant),
      ),
    )
    .where(
      or(
        eq(identity.user, caller.user),
        directoryId ? eq(identity.directoryId, directoryId) : undefined,
        told.email ? eq(person.email, told.email) : undefined,
      ),
    );
  const here =
    rows.find((row) => row.user === caller.user) ??
    rows.find((row) => row.directoryId !== null && row.directoryId === directoryId);
  const mailed = rows.find((row) => told.email !== undefined && row.email === told.email);
  if (here && mailed && here.email === null) return { known: personOf(mailed), also: personOf(here) };
  const known = here ?? mailed;
  return { known: known && personOf(known) };
}

const personOf = ({ id, name, zone, zoneChosen, email, admin }: Required<Person>): Person => ({
  id,
  name,
  zone,
  zoneChosen,
  email,
  admin,
});
