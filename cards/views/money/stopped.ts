import { type SentInvoice, stoppingInvoice } from '../../../src/domain/money/sent.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import { type Block, callout, plain } from '../../model.ts';

/** Says on every card of a project that its work stopped, and which invoice is so late (PAY-5); empty otherwise. */
export function stoppedBlocks({ invoices }: { invoices: readonly SentInvoice[] }, today: string): Block[] {
  const late = stoppingInvoice(invoices, today);
  if (!late) return [];
  const days = plural(late.state.daysOverdue, 'day');
  return [callout('overdue', [plain(`Work stopped: ${late.number} is ${days} overdue.`)])];
}
