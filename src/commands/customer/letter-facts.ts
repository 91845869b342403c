import type { LetterFacts } from '../../../cards/views/customer/letters.ts';
import type { Tx } from '../../../db/database.ts';
import { nextMilestone } from '../../../db/queries/customer/next-milestone.ts';
import { loadLedger } from '../../../db/queries/money/ledger.ts';
import { fittingLetter, type Letter } from '../../domain/customer/letters.ts';
import { invoicesOf } from '../../domain/money/ledger.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import type { Milestone } from '../../domain/plan/milestone.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
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

/** Refuses a message that is not true of its milestone, and offers the one that is. */
export function requireTrue<F extends { milestone: Milestone }>(letter: Letter, facts: F): Outcome<F> {
  const { number, status } = facts.milestone;
  const fitting = fittingLetter(status);
  if (fitting === letter) return ok(facts);
  const why =
    fitting === 'completion'
      ? 'is done already, so there is no kickoff to announce'
      : 'is not done yet, so there is no completion to announce';
  return rule(`${milestoneName(facts.milestone)} ${why}.`, undefined, {
    label: `Draft the ${fitting} message`,
    command: fitting,
    input: { milestone: String(number) },
  });
}
