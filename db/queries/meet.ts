import { and, eq, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Standing } from '../../src/domain/access.ts';
import type { Person } from '../../src/domain/change.ts';
import { identity, person } from '../schema/tables.ts';
import type { Tx } from '../tenant.ts';
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
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${platform}/${tenant}/${user}`}, 1))`,
  );
}

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
  const known = await findPerson(tx, caller, told);
  const row: Person = {
    id: known?.id ?? v7(),
    name: told.name ?? known?.name ?? caller.user,
    zone: told.zone ?? known?.zone ?? null,
    email: known?.email ?? told.email ?? null,
    admin: (known?.admin ?? false) || told.admin,
  };
  const directoryId = told.directoryId ?? caller.directoryId ?? null;
  const profile = { standing: told.standing, profiledAt: told.at ?? null, directoryId };
  await tx
    .insert(person)
    .values({ ...row, workspaceId })
    .onConflictDoUpdate({ target: [person.workspaceId, person.id], set: row });
  const { platform, tenant, user } = caller;
  await tx
    .insert(identity)
    .values({ id: v7(), workspaceId, personId: row.id, platform, tenant, user, ...profile })
    .onConflictDoUpdate({
      target: [identity.workspaceId, identity.platform, identity.tenant, identity.user],
      set: profile,
    });
  return { person: row, renamed: known !== undefined && known.name !== row.name };
}

/** By identity first, then by the directory's id (a new bot sees new user ids), then by verified e-mail. */
async function findPerson(tx: Tx, caller: Caller, told: Told): Promise<Person | undefined> {
  const columns = {
    id: person.id,
    name: person.name,
    zone: person.zone,
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
  const best =
    rows.find((row) => row.user === caller.user) ??
    rows.find((row) => row.directoryId !== null && row.directoryId === directoryId) ??
    rows[0];
  return best && { id: best.id, name: best.name, zone: best.zone, email: best.email, admin: best.admin };
}
