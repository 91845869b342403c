import type { Settlement } from '../../../src/domain/money/invoice.ts';
import { invoiceName, invoiceVersion, type MilestoneInvoice } from '../../../src/domain/money/ledger.ts';
import { decimalOf, formatMoney } from '../../../src/domain/money/money.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import type { Action } from '../../model.ts';

type Kind = Settlement['kind'];

/** What a settlement is, before its amount: "Paid £1,000". */
export const settlementWords: Record<Kind, string> = {
  payment: 'Paid',
  credit: 'Credit of',
  write_off: 'Written off',
};

/** What a settlement is called in a sentence. */
export const settlementNouns: Record<Kind, string> = {
  payment: 'payment',
  credit: 'credit',
  write_off: 'write-off',
};

/** The command that records each kind. */
export const settlementCommands: Record<Kind, string> = {
  payment: 'paid',
  credit: 'credit',
  write_off: 'writeoff',
};

/** Records a settlement, after a question that says what will be open. `today` is YYYY-MM-DD. */
export function settleAction(
  invoice: MilestoneInvoice,
  { kind, minor, on, note }: { kind: Kind; minor: number; on: string; note?: string },
  today: string,
): Action {
  const { currency, state, milestone, nth } = invoice;
  const money = (amount: number) => formatMoney({ minor: amount, currency });
  const left = Math.max(0, state.open - minor);
  const fee = Math.max(0, minor - state.open);
  return {
    label: `Record the ${settlementNouns[kind]}`,
    command: settlementCommands[kind],
    input: {
      milestone: String(milestone.number),
      nth: String(nth),
      amount: decimalOf({ minor, currency }),
      ...(kind === 'payment' ? { on } : {}),
      ...(note === undefined ? {} : { reason: note }),
      sure: 'yes',
    },
    version: invoiceVersion(invoice),
    style: 'primary',
    confirm: {
      title: `Record a ${settlementNouns[kind]} of ${money(minor)} on ${invoiceName(invoice)}?`,
      text: `${kind === 'payment' ? `Received on ${formatDate(on, today)}. ` : ''}${left > 0 ? `${money(left)} is still open then.` : fee > 0 ? `${money(fee)} of it is for the late fee.` : 'Nothing is open then.'}`,
      yes: `Record the ${settlementNouns[kind]}`,
    },
  };
}
