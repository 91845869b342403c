import { and, asc, eq, isNull, max, or } from 'drizzle-orm';
import type { Blocker } from '../../../src/domain/health/blocker.ts';
import type { Tx } from '../../database.ts';
import { blocker } from '../../schema/health.ts';
import { refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { removedNumbers } from '../plan/removed-numbers.ts';

/** Returns the number of a project's next blocker; the project must be locked (MODEL-6). */
export async function nextBlockerNumber(tx: Tx, projectId: string): Promise<number> {
  const [row] = await tx
    .select({ highest: max(blocker.number) })
    .from(blocker)
    .where(eq(blocker.projectId, projectId));
  const { B: removed = 0 } = await removedNumbers(tx, projectId);
  return Math.max(removed, row?.highest ?? 0) + 1;
}

/** A blocker with the name of who cleared it. */
export type KnownBlocker = Blocker & { clearedBy: string | null };

/** Returns the open blockers of a project and the one with a number, by number. */
export async function loadBlockers(tx: Tx, projectId: string, number: number): Promise<KnownBlocker[]> {
  const rows = await tx
    .select({ blocker, clearedBy: person.name })
    .from(blocker)
    .leftJoin(person, refersTo(person, blocker, blocker.clearedById))
    .where(and(eq(blocker.projectId, projectId), or(isNull(blocker.clearedAt), eq(blocker.number, number))))
    .orderBy(asc(blocker.number));
  return rows.map((row) => ({ ...row.blocker, clearedBy: row.clearedBy }));
}
