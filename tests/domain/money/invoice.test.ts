import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Invoice,
  invoiceAmounts,
  invoiceState,
  mostToSettle,
  type Settlement,
  settlementKinds,
  taxOf,
} from '../../../src/domain/money/invoice.ts';
import type { DisputedTime } from '../../../src/domain/money/late-fee.ts';
import { defaultTerms, triggers } from '../../../src/domain/money/terms.ts';
import { addDays } from '../../../src/domain/time/dates.ts';

const invoice = (of: Partial<Invoice> = {}): Invoice => ({
  id: 'i',
  projectId: 'p',
  milestoneId: 'm',
  part: 'whole',
  number: '2026-0001',
  net: 300_000,
  currency: 'GBP',
  taxBasisPoints: 0,
  terms: defaultTerms,
  issuedOn: '2026-01-10',
  approvedOn: '2026-01-15',
  ...of,
});
const payment = (minor: number, on: string): Settlement => ({ kind: 'payment', minor, on });
const feeOn = (day: string, settlements: Settlement[] = [], disputes: DisputedTime[] = [], of = invoice()) =>
  invoiceState(of, settlements, disputes, day).lateFee;

describe('the state of an invoice', () => {
  it('is derived: draft, issued, approved, overdue, paid (PAY-4)', () => {
    const state = (of: Partial<Invoice>, day: string, settlements: Settlement[] = []) =>
      invoiceState(invoice(of), settlements, [], day).status;
    expect(state({ issuedOn: null, approvedOn: null }, '2026-01-10')).toBe('draft');
    expect(state({ approvedOn: null }, '2026-06-01')).toBe('issued');
    // 15 days from 15 January
    expect(state({}, '2026-01-30')).toBe('approved');
    expect(state({}, '2026-01-31')).toBe('overdue');
    expect(state({}, '2026-01-31', [payment(300_000, '2026-01-31')])).toBe('paid');
    expect(state({}, '2026-01-30', [payment(300_000, '2026-01-31')])).toBe('approved');
  });

  it('is paid by payments, credit notes and write-offs together (PAY-6)', () => {
    const settlements: Settlement[] = [
      payment(200_000, '2026-01-20'),
      { kind: 'credit', minor: 60_000, on: '2026-01-21' },
      { kind: 'write_off', minor: 40_000, on: '2026-01-22' },
    ];
    const before = invoiceState(invoice(), settlements, [], '2026-01-21');
    expect([before.isPaid, before.open, before.paid]).toEqual([false, 40_000, 200_000]);
    const after = invoiceState(invoice(), settlements, [], '2026-01-22');
    expect([after.isPaid, after.open, after.paid]).toEqual([true, 0, 200_000]);
  });

  it('stops the work from 30 days late until it is paid (PAY-5)', () => {
    expect(invoiceState(invoice(), [], [], '2026-02-28').stopsWork).toBe(false);
    // due 30 January; 1 March is 30 days later
    expect(invoiceState(invoice(), [], [], '2026-03-01').stopsWork).toBe(true);
    expect(invoiceState(invoice(), [payment(300_000, '2026-03-01')], [], '2026-03-01').stopsWork).toBe(false);
  });

  it('rounds tax once, half up', () => {
    expect(taxOf(10_000, 2_000)).toBe(2_000);
    expect(taxOf(3, 2_000)).toBe(1); // 0.6
    expect(taxOf(2, 2_000)).toBe(0); // 0.4
    expect(taxOf(5, 1_000)).toBe(1); // 0.5
  });
});

describe('the late fee that is settled', () => {
  const today = '2026-03-02';
  // due 30 January: two started months of £45
  const state = (...settlements: Settlement[]) => invoiceState(invoice(), settlements, [], today);
  const most = (on: string, ...settlements: Settlement[]) =>
    mostToSettle(invoice(), { settlements, disputes: [] }, { on, today });

  it('is what is paid beyond the amount', () => {
    const paid = payment(300_000, today);
    expect(state(paid)).toMatchObject({
      isPaid: true,
      paid: 300_000,
      lateFee: 9_000,
      openFee: 9_000,
      paidFee: 0,
    });
    expect(state(paid, payment(4_000, today))).toMatchObject({
      paid: 300_000,
      openFee: 5_000,
      paidFee: 4_000,
    });
    expect(state(payment(304_000, today))).toMatchObject({ paid: 300_000, openFee: 5_000, paidFee: 4_000 });
    const waived: Settlement = { kind: 'write_off', minor: 9_000, on: today };
    expect(state(paid, waived)).toMatchObject({ paid: 300_000, lateFee: 9_000, openFee: 0, paidFee: 0 });
  });

  it('can be paid up to what it is on the day of the payment', () => {
    expect(most(today)).toEqual({ open: 300_000, fee: 9_000 });
    expect(most('2026-02-10')).toEqual({ open: 300_000, fee: 4_500 });
    expect(most('2026-01-30')).toEqual({ open: 300_000, fee: 0 });
    expect(most(today, payment(300_000, '2026-02-10'))).toEqual({ open: 0, fee: 4_500 });
    expect(most(today, payment(304_500, '2026-02-10'))).toEqual({ open: 0, fee: 0 });
  });
});

describe('the late fee', () => {
  it('is 1.5 % for each started month after the due date (PAY-3)', () => {
    // £3,000: 1.5 % is £45
    expect(feeOn('2026-01-30')).toBe(0);
    expect(feeOn('2026-01-31')).toBe(4_500);
    expect(feeOn('2026-02-27')).toBe(4_500);
    // the first day after the due date is 31 January; a month later is 28 February
    expect(feeOn('2026-02-28')).toBe(9_000);
    expect(feeOn('2026-03-30')).toBe(9_000);
    expect(feeOn('2026-03-31')).toBe(13_500);
  });

  it('starts its second month on 29 February in a leap year', () => {
    const leap = invoice({ issuedOn: '2028-01-10', approvedOn: '2028-01-15' });
    expect(feeOn('2028-02-28', [], [], leap)).toBe(4_500);
    expect(feeOn('2028-02-29', [], [], leap)).toBe(9_000);
  });

  it('counts what was open when the month began', () => {
    const half = [payment(150_000, '2026-02-10')];
    expect(feeOn('2026-02-10', half)).toBe(4_500);
    expect(feeOn('2026-02-28', half)).toBe(4_500 + 2_250);
    expect(feeOn('2027-01-01', [payment(300_000, '2026-02-10')])).toBe(4_500);
  });

  it('is zero during a dispute, and leaves out months that it covers', () => {
    const open: DisputedTime[] = [{ from: '2026-02-05', to: null }];
    expect(feeOn('2026-02-04', [], open)).toBe(4_500);
    expect(feeOn('2026-04-30', [], open)).toBe(0);
    const ended: DisputedTime[] = [{ from: '2026-02-05', to: '2026-04-05' }];
    // January's month, and the one from 31 March, whose first day without a dispute is 6 April
    expect(feeOn('2026-04-06', [], ended)).toBe(9_000);
  });

  it('never falls as days pass, whatever was settled before', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-01-15', days));
    const settlement = fc.record({
      kind: fc.constantFrom(...settlementKinds),
      minor: fc.nat(200_000),
      on: day,
    });
    const dispute = fc.tuple(day, fc.nat(120)).map(([from, days]) => ({ from, to: addDays(from, days) }));
    fc.assert(
      fc.property(
        fc.array(settlement, { maxLength: 4 }),
        fc.array(dispute, { maxLength: 2 }),
        day,
        day,
        (settlements, disputes, one, other) => {
          const [before = '', after = ''] = [one, other].sort();
          const at = (on: string) => invoiceState(invoice(), settlements, disputes, on);
          const isDisputed = (on: string) => at(on).status === 'disputed';
          if (!isDisputed(before) && !disputes.some(({ from, to }) => from <= after && after <= to))
            expect(at(after).lateFee).toBeGreaterThanOrEqual(at(before).lateFee);
          expect(at(after).isPaid && at(after).daysOverdue > 0).toBe(false);
        },
      ),
    );
  });
});

describe('the invoices of a milestone', () => {
  it('sum to its amount for any terms (PAY-1, PAY-2)', () => {
    fc.assert(
      fc.property(
        fc.nat(10 ** 14),
        fc.constantFrom(...triggers),
        fc.integer({ min: 0, max: 100 }),
        (amount, trigger, advanceShare) => {
          const invoices = invoiceAmounts(amount, { ...defaultTerms, trigger, advanceShare });
          expect(invoices.reduce((sum, { net }) => sum + net, 0)).toBe(amount);
        },
      ),
    );
    expect(invoiceAmounts(4_001, { ...defaultTerms, trigger: 'hybrid' })).toEqual([
      { part: 'advance', net: 2_001 },
      { part: 'balance', net: 2_000 },
    ]);
  });
});
