import { amountWords, invoiceInput } from '../../../cards/views/money/invoice.ts';
import { settlementCommands } from '../../../cards/views/money/settlement.ts';
import type { Decision } from '../../domain/change.ts';
import { mostToSettle, type Settlement, type StoredSettlement } from '../../domain/money/invoice.ts';
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

/** The invoices that a settlement may be for: first those with something open, then those with a late fee. */
export const settleable: readonly ((one: MilestoneInvoice) => boolean)[] = [
  ({ issued, state }) => issued !== null && !state.isPaid,
  ({ issued, state }) => issued !== null && state.openFee > 0,
];

/** Returns what is settled if no amount is typed, in minor units: all that is open, else the late fee. */
export const usualAmount = ({ state }: MilestoneInvoice): number =>
  state.open > 0 ? state.open : state.openFee;

/** Checks a settlement: the invoice is sent, and the amount is at most what is open with the late fee (PAY-6). */
export function checkSettlement(
  { invoice, today }: LoadedInvoice,
  { kind, amount, on }: TypedSettlement,
): Outcome<Settled & { issued: IssuedInvoice }> {
  const { issued } = invoice;
  const name = capitalised(invoiceName(invoice));
  if (!issued)
    return rule(`${name} is not sent yet.`, undefined, {
      label: 'Show the draft',
      command: 'invoice',
      input: { milestone: String(invoice.milestone.number), nth: String(invoice.nth) },
    });
  const last = issued.settlements.at(-1);
  if (usualAmount(invoice) === 0 && last) return alreadyDone(`${name} was settled`, last.by, last.at);
  const typed = amount ?? decimalOf({ minor: usualAmount(invoice), currency: invoice.currency });
  const read = amountIn(settlementCommands[kind], 'amount', { typed, currency: invoice.currency });
  if (!read.ok) return read;
  const most = mostToSettle(issued, issued, { on, today });
  return read.value > most.open + most.fee
    ? tooMuch(invoice, { kind, minor: read.value, most })
    : ok({ kind, minor: read.value, on, issued });
}

/** Refuses more than is open, and offers all that is open; the rest of a payment can be a credit elsewhere. */
function tooMuch(
  invoice: MilestoneInvoice,
  { kind, minor, most }: { kind: Settlement['kind']; minor: number; most: { open: number; fee: number } },
) {
  const all = most.open + most.fee;
  const money = (amount: number) => amountWords(invoice, amount);
  const decimal = (amount: number) => decimalOf({ minor: amount, currency: invoice.currency });
  const withFee = most.fee > 0 ? `, late fee of ${money(most.fee)} included` : '';
  const sentence = `${money(minor)} is more than the ${money(all)} that is open on ${invoiceName(invoice)}${withFee}.`;
  if (kind !== 'payment') return rule(sentence, 'Type a smaller amount.');
  return rule(
    sentence,
    `Record ${money(all)}, and give the other ${money(minor - all)} as a credit on another invoice, such as “credit 3 ${decimal(minor - all)} paid too much”.`,
    {
      label: `Record ${money(all)}`,
      command: 'paid',
      input: { ...invoiceInput(invoice), amount: decimal(all) },
    },
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
