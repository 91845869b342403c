import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetOf, cashByWeek } from '../../../src/domain/money/budget.ts';
import { type Invoice, invoiceState, type Settlement } from '../../../src/domain/money/invoice.ts';
import { defaultTerms } from '../../../src/domain/money/terms.ts';
import { addDays, weekdayOf } from '../../../src/domain/time/dates.ts';

const invoice = (net: number, approvedOn: string | null): Invoice => ({
  id: 'i',
  projectId: 'p',
  milestoneId: 'm',
  part: 'whole',
  number: '1',
  net,
  currency: 'GBP',
  taxBasisPoints: 2_000,
  terms: defaultTerms,
  issuedOn: '2026-01-01',
  approvedOn,
});

describe('the budget', () => {
  it('adds up what is done, invoiced, paid, due and late', () => {
    const today = '2026-03-01';
    const invoices = [
      {
        of: invoice(300_000, '2026-01-01'),
        settled: [{ kind: 'payment', minor: 360_000, on: '2026-01-10' }],
      },
      {
        of: invoice(500_000, '2026-02-01'),
        settled: [{ kind: 'payment', minor: 100_000, on: '2026-02-10' }],
      },
    ] satisfies { of: Invoice; settled: Settlement[] }[];
    expect(
      budgetOf({
        total: 1_000_000,
        doneAmounts: [300_000],
        invoices: invoices.map(({ of, settled }) => ({
          net: of.net,
          state: invoiceState(of, settled, [], today),
        })),
        start: '2026-01-01',
        target: '2026-04-11',
        today,
      }),
    ).toEqual({
      total: 1_000_000,
      used: 300_000,
      // with 20 % tax
      invoiced: 960_000,
      paid: 460_000,
      due: 500_000,
      overdue: 500_000,
      // due 16 February: one started month on the open £5,000
      lateFees: 7_500,
      paidFees: 0,
      // 59 of 100 days
      timeUsed: 59,
      moneyUsed: 30,
      isOnTrack: false,
    });
  });
});

describe('cash by week', () => {
  it('lists each week from this one to the last, and what is late in this one', () => {
    const expected = [
      { on: '2026-11-20', minor: 5 },
      { on: '2026-12-06', minor: 7 },
      { on: '2026-12-21', minor: 11 },
    ];
    // 2 December 2026 is a Wednesday
    expect(cashByWeek(expected, '2026-12-02')).toEqual([
      { monday: '2026-11-30', minor: 12 },
      { monday: '2026-12-07', minor: 0 },
      { monday: '2026-12-14', minor: 0 },
      { monday: '2026-12-21', minor: 11 },
    ]);
    expect(cashByWeek([], '2026-12-02')).toEqual([]);
  });

  it('neither loses nor adds anything', () => {
    const entry = fc.record({
      on: fc.integer({ min: -400, max: 400 }).map((days) => addDays('2026-12-02', days)),
      minor: fc.nat(10 ** 9),
    });
    fc.assert(
      fc.property(fc.array(entry), (expected) => {
        const weeks = cashByWeek(expected, '2026-12-02');
        const sum = (rows: readonly { minor: number }[]) =>
          rows.reduce((total, { minor }) => total + minor, 0);
        expect(sum(weeks)).toBe(sum(expected));
        expect(weeks.every(({ monday }) => weekdayOf(monday) === 1)).toBe(true);
      }),
    );
  });
});
