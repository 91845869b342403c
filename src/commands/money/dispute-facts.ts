import type { DisputeFacts } from '../../../cards/views/money/dispute.ts';
import type { Tx } from '../../../db/database.ts';
import { loadHistory } from '../../../db/queries/project/history.ts';
import { loadSnapshot } from '../../../db/queries/scope/snapshots.ts';
import { openDispute } from '../../domain/money/dispute.ts';
import type { MilestoneInvoice } from '../../domain/money/ledger.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';
import { readerOf } from '../../domain/project/history-reader.ts';
import { loadFacts } from '../../runner/references/find.ts';
import { type LoadedInvoice, loadInvoice } from './invoice-facts.ts';

/** An invoice with what a dispute about it is judged by. */
export type LoadedDispute = LoadedInvoice & DisputeFacts;

/** Loads an invoice with what a dispute about it is judged by (HLT-6); `asked` without a place prefers the disputed one. */
export async function loadDispute(
  tx: Tx,
  who: InProject,
  asked: { milestone: string; nth?: number | undefined },
  { today, why }: { today: string; why: 'reading' | 'changing' },
): Promise<Outcome<LoadedDispute>> {
  const found = await loadInvoice(tx, who, asked, { today, fits: isDisputed, why });
  if (!found.ok) return found;
  const { milestone } = found.value.invoice;
  const of = await loadFacts(tx, who, String(milestone.number), 'reading');
  if (!of.ok) return of;
  const agreed = (await loadSnapshot(tx, milestone.id)) ?? null;
  const page = await loadHistory(tx, {
    projectId: who.project.id,
    milestoneId: milestone.id,
    reader: readerOf(who),
  });
  const said = page.lines.filter(({ note }) => note !== null).map((entry) => ({ ...entry, milestone: null }));
  return ok({ ...found.value, of: of.value, agreed, said });
}

const isDisputed = ({ issued, state }: MilestoneInvoice): boolean =>
  issued !== null && (openDispute(issued.disputes) !== undefined || !state.isPaid);
