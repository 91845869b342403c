import type { Tx } from '../../../db/database.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadCompany } from '../../../db/queries/stages/company.ts';
import { foundProject, type Outcome } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';
import type { Company } from '../../domain/stages/company.ts';

/** Loads the company of a request, whose project is locked for `changing`: two coaches decide one after the other. */
export async function companyOf(
  tx: Tx,
  who: InProject,
  why: 'reading' | 'changing',
): Promise<Outcome<Company>> {
  if (why === 'changing') await lockProject(tx, who.project.id);
  return foundProject(await loadCompany(tx, who.project.id));
}
