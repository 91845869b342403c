import { and, eq, sql } from 'drizzle-orm';
import type { Preferences } from '../../../src/domain/people/person.ts';
import type { Room } from '../../../src/domain/project/room.ts';
import type { Tx } from '../../database.ts';
import { isRow, ownTenant } from '../../schema/keys.ts';
import { identity, person } from '../../schema/people.ts';

/** A person's delivery preferences and addresses. */
export type Reached = Preferences & {
  /** Verified. */
  email: string | null;
  /** The platforms of their accounts, the last used first. */
  on: Room['platform'][];
};

/** Returns a person's preferences; locks them until the transaction ends, so that changes are serialized. */
export async function lockPreferences(tx: Tx, personId: string): Promise<Reached> {
  const [row] = await tx
    .select({
      via: person.via,
      quiet: person.quiet,
      digest: person.digest,
      digestAt: person.digestAt,
      email: person.email,
    })
    .from(person)
    .where(isRow(person, personId))
    .for('no key update');
  if (!row) throw new Error('somebody who asks is not there');
  const known = await tx
    .select({ platform: identity.platform })
    .from(identity)
    .where(and(eq(identity.workspaceId, ownTenant), eq(identity.personId, personId)))
    .orderBy(sql`${identity.profiledAt} desc nulls last`, identity.id);
  return { ...row, on: [...new Set(known.map(({ platform }) => platform))] };
}
