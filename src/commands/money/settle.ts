import { amountWords } from '../../../cards/views/money/invoice.ts';
import type { Decision } from '../../domain/change.ts';
import type { Settlement, StoredSettlement } from '../../domain/money/invoice.ts';
import { type IssuedInvoice, invoiceName, type MilestoneInvoice } from '../../domain/money/ledger.ts';
import { decimalOf } from '../../domain/money/money.ts';
import { alreadyDone, type Outcome, ok, rule } from '../../domain/outcome.ts';
import type { Who } from '../../domain/project/access.ts';
import { capitalised } from '../../domain/text/wording.ts';
import type { Moment } from '../../runner/define.ts';
import { amountIn } from './amount.ts';
import { type LoadedInvoice, withChanged } from './invoice-facts.ts';

/** What reduces the open amount of an invoice, as it was typed. */
export type TypedSettlement = {
  kind: Settlement['kind'];
  /** Absent: all that is open. */
  amount?: string | undefined;
  on: string;
  note: string | null;
};

/** What is asked and said of a settlement. */
export type Settled = { kind: Settlement['kind']; minor: number; on: string };

/** Whether a settlement can still be recorded. */
export const isOpen = ({ issued, state }: MilestoneInvoice): boolean => issued !== null && !state.isPaid;

const commandOf: Record<Settlement['kind'], string> = {
  payment: 'paid',
  credit: 'credit',
  write_off: 'writeoff',
};

/** Checks a settlement: the invoice is sent and open, and the amount is at most what is open (PAY-6). */
export function checkSettlement(
  { invoice }: LoadedInvoice,
  { kind, amount, on }: TypedSettlement,
): Outcome<Settled & { issued: IssuedInvoice }> {
  const { issued, state } = invoice;
  const name = capitalised(invoiceName(invoice));
  if (!issued)
    return rule(`${name} is not sent yet.`, undefined, {
      label: 'Show the draft',
      command: 'invoice',
      input: { milestone: String(invoice.milestone.number), nth: String(invoice.nth) },
    });
  const last = issued.settlements.at(-1);
  if (state.isPaid && last) return alreadyDone(`${name} was settled`, last.by, last.at);
  const typed = amount ?? decimalOf({ minor: state.open, currency: invoice.currency });
  const read = amountIn(commandOf[kind], 'amount', { typed, currency: invoice.currency });
  if (!read.ok) return read;
  return read.value > state.open
    ? tooMuch(invoice, kind, read.value)
    : ok({ kind, minor: read.value, on, issued });
}

/** Refuses more than is open, and offers what is open; the rest of a payment can be a credit elsewhere. */
function tooMuch(invoice: MilestoneInvoice, kind: Settlement['kind'], minor: number) {
  const { open } = invoice.state;
  const rest = amountWords(invoice, minor - open);
  const input = {
    milestone: String(invoice.milestone.number),
    nth: String(invoice.nth),
    amount: decimalOf({ minor: open, currency: invoice.currency }),
  };
  const sentence = `${amountWords(invoice, minor)} is more than the ${amountWords(invoice, open)} that is open on ${invoiceName(invoice)}.`;
  if (kind !== 'payment') return rule(sentence, 'Type a smaller amount.');
  return rule(
    sentence,
    `Record ${amountWords(invoice, open)}, and give the other ${rest} as a credit on another invoice, such as “credit 3 ${decimalOf({ minor: minor - open, currency: invoice.currency })} paid too much”.`,
    { label: `Record ${amountWords(invoice, open)}`, command: 'paid', input },
  );
}

const eventTypes = { payment: 'paid', credit: 'credited', write_off: 'written_off' } as const;

/** A checked settlement as it is stored and told; `issued` is the invoice afterwards. */
type Settling = { row: StoredSettlement; event: Decision['events'][number]; issued: IssuedInvoice };

/** Records a checked settlement on its invoice, without a new version. */
export function settling(
  { invoice }: LoadedInvoice,
  { issued, ...settled }: Settled & { issued: IssuedInvoice },
  { note }: Pick<TypedSettlement, 'note'>,
  { who, at }: { who: Who; at: Moment },
): Settling {
  const row: StoredSettlement = {
    id: at.newId(),
    projectId: issued.projectId,
    invoiceId: issued.id,
    ...settled,
    note,
    byId: who.person.id,
    at: at.now,
  };
  const sum = { what: issued.number, amount: amountWords(invoice, row.minor) };
  const shared = { milestoneId: issued.milestoneId, note: note ?? undefined };
  const type = eventTypes[settled.kind];
  return {
    row,
    event:
      type === 'paid'
        ? { type, ...shared, after: { ...sum, on: settled.on } }
        : { type, ...shared, after: sum },
    issued: { ...issued, settlements: [...issued.settlements, { ...row, by: who.person.name }] },
  };
}

/** Decides a settlement: its row, one event, and the facts afterwards. */
export function settle<Facts extends LoadedInvoice>(
  facts: Facts,
  typed: TypedSettlement,
  who: Who,
  at: Moment,
): Outcome<Decision<Facts & { settled: Settled }>> {
  const checked = checkSettlement(facts, typed);
  if (!checked.ok) return checked;
  const { issued: _, ...settled } = checked.value;
  const { row, event, issued } = settling(facts, checked.value, typed, { who, at });
  const version = issued.version + 1;
  return ok({
    changes: [
      { add: 'settlement', row },
      { alter: 'invoice', id: issued.id, set: { version } },
    ],
    events: [event],
    next: { ...facts, ...withChanged(facts, { ...issued, version }), settled },
  });
}
