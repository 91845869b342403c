import { and, eq } from 'drizzle-orm';
import type { Snooze } from '../../../src/domain/rhythm/snooze.ts';
import type { Tx } from '../../database.ts';
import { ownTenant } from '../../schema/keys.ts';
import { snooze } from '../../schema/rhythm.ts';

/** Returns a person's snooze of a milestone, or undefined. */
export async function findSnooze(tx: Tx, personId: string, milestoneId: string): Promise<Snooze | undefined> {
  const [row] = await tx
    .select()
    .from(snooze)
    .where(
      and(
        eq(snooze.workspaceId, ownTenant),
        eq(snooze.personId, personId),
        eq(snooze.milestoneId, milestoneId),
      ),
    );
  if (!row) return undefined;
  const { workspaceId: _, ...found } = row;
  return found;
}
