import type { LetterFacts } from '../../../cards/views/customer/letters.ts';
import type { Tx } from '../../../db/database.ts';
import { nextMilestone } from '../../../db/queries/customer/next-milestone.ts';
import { loadLedger } from '../../../db/queries/money/ledger.ts';
import { invoicesOf } from '../../domain/money/ledger.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';
import { loadFacts } from '../../runner/references/find.ts';

/** Loads what a message to the customer about a milestone names. `today` is YYYY-MM-DD in the project's zone. */
export async function loadLetter(
  tx: Tx,
  who: InProject,
  typed: string,
  today: string,
): Promise<Outcome<LetterFacts>> {
  const found = await loadFacts(tx, who, typed, 'reading');
  if (!found.ok) return found;
  const { milestone, project } = found.value;
  const next = await nextMilestone(tx, milestone);
  const ledger = project.price === null ? undefined : await loadLedger(tx, who.project.id);
  const payments = ledger ? invoicesOf(ledger, today).filter((one) => one.milestone.id === milestone.id) : [];
  return ok({ ...found.value, payments, today, nextName: next ? (next.outcome ?? next.name) : null });
}
