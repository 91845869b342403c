import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import { type DisputeOutcome, openDispute } from '../../../src/domain/money/dispute.ts';
import { invoiceName } from '../../../src/domain/money/ledger.ts';
import type { HistoryEntry } from '../../../src/domain/project/history.ts';
import type { ScopeSnapshot } from '../../../src/domain/scope/snapshot.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { type Action, type Block, type Card, type CardActions, heading, note, text } from '../../model.ts';
import { firstItems, item } from '../first-items.ts';
import { historyItems } from '../project/history.ts';
import { demoList } from '../review/demo.ts';
import { evidenceLine } from '../review/evidence.ts';
import { disputeLine } from './dispute-line.ts';
import { type InvoiceFacts, invoiceInput } from './invoice.ts';

/** What a dispute is judged by. */
export type DisputeFacts = InvoiceFacts & {
  of: MilestoneFacts;
  agreed: ScopeSnapshot | null;
  /** What both sides wrote to each other, newest first. */
  said: readonly HistoryEntry[];
};

const maxLines = 5;
const maxSaidCharacters = 500;

/** Shows side by side what was agreed, shown, proved and said about an invoice (HLT-6). */
export function disputeCard(facts: DisputeFacts, { today }: { today: string }): Card {
  const { invoice, of, agreed, said } = facts;
  const disputes = invoice.issued?.disputes ?? [];
  const open = openDispute(disputes);
  const demo = demoList(of);
  const card = note(`${invoiceName(invoice)}, dispute`, [
    ...disputes.map((one) => disputeLine(one, today)),
    ...(disputes.length === 0 ? [text('Nobody disputes this invoice.')] : []),
    ...part('Agreed', agreed?.items.map(({ text: what }) => what) ?? [], 'No record of what was agreed.'),
    ...(demo.length > 0 ? demo : [text('No demo script.', 'quiet')]),
    ...(of.evidence.length > 0 ? evidenceLine(of) : [text('No evidence yet.', 'quiet')]),
    ...(said.length > 0
      ? [
          heading('Said'),
          {
            is: 'list' as const,
            items: firstItems(historyItems(said, today, maxSaidCharacters), maxLines),
          },
        ]
      : []),
  ]);
  if (open) return { ...card, ...endActions(facts) };
  return invoice.state.isPaid ? card : { ...card, actions: [disputeAction(facts)] };
}

/** Opens the form of a dispute. */
const disputeAction = ({ invoice }: Pick<InvoiceFacts, 'invoice'>): Action => ({
  label: 'Dispute',
  command: 'dispute',
  input: { ...invoiceInput(invoice), open: 'yes' },
});

/** Opens the form that ends a dispute in one way each. */
function endActions({ invoice }: Pick<InvoiceFacts, 'invoice'>): CardActions {
  const end = (label: string, as: DisputeOutcome): Action => ({
    label,
    command: 'dispute-end',
    input: { ...invoiceInput(invoice), as },
  });
  return {
    actions: [end('Part payment', 'part_payment'), end('Withdraw', 'withdrawn')],
    more: [end('Extra milestone', 'extra_milestone'), end('Mediation', 'mediation')],
  };
}

const part = (name: string, lines: readonly string[], none: string): Block[] => [
  heading(name),
  lines.length > 0
    ? {
        is: 'list',
        items: firstItems(
          lines.map((line) => item(excerpt(line, 150))),
          maxLines,
        ),
      }
    : text(none),
];
