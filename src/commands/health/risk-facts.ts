import type { Tx } from '../../../db/database.ts';
import { loadRisks } from '../../../db/queries/health/risks.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import type { RiskWithNames } from '../../domain/health/risk.ts';
import type { InProject } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';

/** The key letter of risks. */
export const riskLetter = { letter: 'R', what: 'risk', isInternal: true } as const;

/** The risks of a project. */
export type Risks = { project: Project; risks: RiskWithNames[] };

/** Loads all risks of the project, which is locked for `changing`. */
export async function loadAllRisks(
  tx: Tx,
  { project }: InProject,
  why: 'reading' | 'changing',
): Promise<Risks> {
  if (why === 'changing') await lockProject(tx, project.id);
  return { project, risks: await loadRisks(tx, project.id) };
}
