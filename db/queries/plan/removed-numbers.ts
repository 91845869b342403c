import { eq } from 'drizzle-orm';
import type { RemovedNumbers } from '../../../src/domain/numbering.ts';
import type { Tx } from '../../database.ts';
import { project } from '../../schema/project.ts';

/** The numbers that removed things of a project had; the project must be locked by then (MODEL-6). */
export async function removedNumbers(tx: Tx, projectId: string): Promise<RemovedNumbers> {
  const [row] = await tx.select({ spent: project.spent }).from(project).where(eq(project.id, projectId));
  return row?.spent ?? {};
}
