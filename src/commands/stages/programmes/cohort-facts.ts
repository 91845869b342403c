import type { Tx } from '../../../../db/database.ts';
import { loadPortfolio } from '../../../../db/queries/stages/portfolio.ts';
import { loadCoaching } from '../../../../db/queries/stages/programmes.ts';
import { type Outcome, ok } from '../../../domain/outcome.ts';
import { type PortfolioLine, portfolioOf } from '../../../domain/stages/portfolio.ts';
import { linesOfCohort } from '../../../domain/stages/programmes/cohort-table.ts';
import { noSuchProgramme, requireCoach } from '../../../domain/stages/programmes/decide-programme.ts';
import { type Cohort, findCohort } from '../../../domain/stages/programmes/programme.ts';
import { todayIn } from '../../../domain/time/dates.ts';

/** Who reads and when: `now` is an ISO instant, `today` YYYY-MM-DD. */
type Reader = { personId: string; now: string; today: string };

/** Loads the companies that a person coaches as their portfolio has them. */
export const loadLines = async (tx: Tx, { personId, now, today }: Reader): Promise<PortfolioLine[]> =>
  portfolioOf(await loadPortfolio(tx, personId, today), (zone) => todayIn(now, zone));

/** Loads a programme by name, with the table of those of its companies that the person coaches. */
export async function loadCohort(
  tx: Tx,
  name: string,
  reader: Reader,
): Promise<Outcome<{ cohort: Cohort; lines: PortfolioLine[] }>> {
  const coaching = await loadCoaching(tx, reader.personId, 'reading');
  const may = requireCoach(coaching);
  if (!may.ok) return may;
  const cohort = findCohort(coaching.cohorts, name, reader.personId);
  if (!cohort) return noSuchProgramme(name, coaching.coached);
  return ok({ cohort, lines: linesOfCohort(await loadLines(tx, reader), cohort) });
}
