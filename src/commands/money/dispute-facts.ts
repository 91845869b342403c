import type { DisputeFacts } from '../../../cards/views/money/dispute.ts';
import type { Tx } from '../../../db/database.ts';
import { loadMilestone } from '../../../db/queries/plan/milestone-facts.ts';
import { loadSaid } from '../../../db/queries/project/said.ts';
import { loadSnapshot } from '../../../db/queries/scope/snapshots.ts';
import { openDispute } from '../../domain/money/dispute.ts';
import type { MilestoneInvoice } from '../../domain/money/ledger.ts';
import { type Outcome, ok, refuse } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';
import { type LoadedInvoice, loadInvoice } from './invoice-facts.ts';

/** An invoice with what a dispute about it is judged by. */
export type LoadedDispute = LoadedInvoice & DisputeFacts;

/**
 * Loads an invoice with what a dispute about it is judged by (HLT-6), also of a dropped milestone; `asked` without a
 * place prefers the disputed one, then one that is not paid.
 */
export async function loadDispute(
  tx: Tx,
  who: InProject,
  asked: { milestone: string; nth?: number | undefined },
  { today, why }: { today: string; why: 'reading' | 'changing' },
): Promise<Outcome<LoadedDispute>> {
  const found = await loadInvoice(tx, who, asked, { today, prefers: [isDisputed, isUnpaid], why });
  if (!found.ok) return found;
  const { milestone } = found.value.invoice;
  const of = await loadMilestone(tx, milestone.id);
  if (!of) return refuse({ is: 'not_found', what: 'milestone', typed: asked.milestone });
  const agreed = (await loadSnapshot(tx, milestone.id)) ?? null;
  return ok({ ...found.value, of, agreed, said: await loadSaid(tx, milestone.id) });
}

const isDisputed = ({ issued }: MilestoneInvoice): boolean =>
  openDispute(issued?.disputes ?? []) !== undefined;
const isUnpaid = ({ issued, state }: MilestoneInvoice): boolean => issued !== null && !state.isPaid;
