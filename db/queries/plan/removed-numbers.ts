import { eq } from 'drizzle-orm';
import type { RemovedNumbers } from '../../../src/domain/numbering.ts';
import type { Tx } from '../../database.ts';
import { project } from '../../schema/project.ts';

/** Returns the numbers of a project's removed things; the project must be locked (MODEL-6). */
export async function removedNumbers(tx: Tx, projectId: string): Promise<RemovedNumbers> {
  const [row] = await tx.select({ spent: project.spent }).from(project).where(eq(project.id, projectId));
  return row?.spent ?? {};
}
