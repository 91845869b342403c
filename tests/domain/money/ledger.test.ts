import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditDue, draftParts } from '../../../src/domain/money/invoice.ts';
import {
  type IssuedInvoice,
  invoicesOf,
  type MoneyFacts,
  milestoneAmounts,
} from '../../../src/domain/money/ledger.ts';
import { maxMinorUnits } from '../../../src/domain/money/money.ts';
import { sendingHold } from '../../../src/domain/money/sending.ts';
import { defaultTerms, triggers } from '../../../src/domain/money/terms.ts';
import { addDays } from '../../../src/domain/time/dates.ts';
import { projectOf } from '../../support/cards/facts.ts';

const today = '2026-12-07';

const milestone = (number: number, share: number, extra = 0): MoneyFacts['milestones'][number] => ({
  outcome: null,
  id: `m${number}`,
  number,
  name: `Step ${number}`,
  parentId: null,
  share,
  extra,
  status: 'upcoming',
  startDate: null,
  dueDate: null,
  droppedAt: null,
});

/** Shares that sum to 100. */
const anyShares = fc
  .array(fc.integer({ min: 1, max: 100 }), { minLength: 0, maxLength: 7 })
  .map((cuts) => [0, ...cuts, 100].toSorted((a, b) => a - b))
  .map((cuts) => cuts.slice(1).map((cut, at) => cut - (cuts[at] ?? 0)));

/** What people do: send the next draft of a milestone, pay, finish it, change the price, the shares or the trigger. */
const anyStep = fc.oneof(
  fc.record({ does: fc.constant('send' as const), at: fc.nat(7) }),
  fc.record({ does: fc.constant('settle' as const), at: fc.nat(20), part: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ does: fc.constant('finish' as const), at: fc.nat(7) }),
  fc.record({ does: fc.constant('price' as const), price: fc.nat(maxMinorUnits) }),
  fc.record({ does: fc.constant('shares' as const), shares: anyShares }),
  fc.record({
    does: fc.constant('extra' as const),
    at: fc.nat(7),
    extra: fc.integer({ min: -1e6, max: 1e6 }),
  }),
  fc.record({
    does: fc.constant('terms' as const),
    trigger: fc.constantFrom(...triggers),
    advanceShare: fc.integer({ min: 1, max: 99 }),
  }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

const sent = (facts: MoneyFacts, at: number): MoneyFacts => {
  const all = invoicesOf(facts, today);
  const drafts = all.filter((one) => {
    const siblings = all.filter(({ milestone: { id } }) => id === one.milestone.id);
    return !one.issued && !sendingHold(one, siblings, facts.project.terms);
  });
  const draft = drafts[at % Math.max(1, drafts.length)];
  if (!draft) return facts;
  const row: IssuedInvoice = {
    id: `i${facts.invoices.length}`,
    projectId: 'p1',
    milestoneId: draft.milestone.id,
    nth: draft.nth,
    part: draft.part,
    number: `INV-2026-${facts.invoices.length}`,
    prefix: 'INV',
    year: 2026,
    serial: facts.invoices.length,
    net: draft.net,
    currency: draft.currency,
    taxBasisPoints: facts.project.billing.taxBasisPoints,
    terms: facts.project.terms,
    seller: null,
    buyer: null,
    issuedOn: '2026-11-01',
    issuedById: 'olivia',
    approvedOn: '2026-11-02',
    approvedById: 'cleo',
    approvedAt: null,
    payLink: null,
    disputes: [],
    version: 1,
    settlements: [],
    approvedBy: null,
    issuedBy: null,
  };
  return { ...facts, invoices: [...facts.invoices, row] };
};

function settled(facts: MoneyFacts, at: number, part: number): MoneyFacts {
  const open = invoicesOf(facts, today).filter(({ issued, state }) => issued && state.open > 0);
  const one = open[at % Math.max(1, open.length)];
  if (!one?.issued) return facts;
  const minor = Math.max(1, Math.floor((one.state.open / 100) * part));
  const row = {
    kind: 'payment',
    minor,
    on: today,
    id: 's',
    projectId: 'p1',
    invoiceId: one.issued.id,
  } as const;
  const full = { ...row, note: null, byId: 'olivia', at: '', by: 'Olivia' };
  const { id } = one.issued;
  return {
    ...facts,
    invoices: facts.invoices.map((each) =>
      each.id === id ? { ...each, settlements: [...each.settlements, full] } : each,
    ),
  };
}

function after(facts: MoneyFacts, step: Step): MoneyFacts {
  const { project, milestones } = facts;
  switch (step.does) {
    case 'send':
      return sent(facts, step.at);
    case 'settle':
      return settled(facts, step.at, step.part);
    case 'finish':
      return {
        ...facts,
        milestones: milestones.map((one, at) => (at === step.at ? { ...one, status: 'done' as const } : one)),
      };
    case 'price':
      return { ...facts, project: { ...project, price: step.price } };
    case 'shares':
      // milestones stay, as those with invoices do; the first ones share the price
      return {
        ...facts,
        milestones: [...step.shares, ...Array(8).fill(0)]
          .slice(0, 8)
          .map((share, at) => milestone(at + 1, share, milestones[at]?.extra ?? 0)),
      };
    case 'extra':
      return {
        ...facts,
        milestones: milestones.map((one, at) => (at === step.at ? { ...one, extra: step.extra } : one)),
      };
    case 'terms':
      return { ...facts, project: { ...project, terms: { ...project.terms, ...step } } };
    default:
      return step satisfies never;
  }
}

describe('the invoices and drafts of a project', () => {
  it('sum to the price and what changes added at every moment, in every currency', () => {
    fc.assert(
      fc.property(
        fc.nat(maxMinorUnits),
        anyShares,
        fc.constantFrom('JPY', 'GBP', 'KWD'),
        fc.array(anyStep, { maxLength: 12 }),
        (price, shares, currency, steps) => {
          let facts: MoneyFacts = {
            project: projectOf('client', { price, currency }),
            milestones: [...shares, ...Array(8).fill(0)]
              .slice(0, 8)
              .map((share, at) => milestone(at + 1, share)),
            invoices: [],
            hasCustomer: true,
            cost: 0,
            began: '2026-12-01T09:00:00.000Z',
          };
          for (const step of steps) {
            facts = after(facts, step);
            const all = invoicesOf(facts, today);
            const extra = facts.milestones.reduce((sum, one) => sum + one.extra, 0);
            // a price is exact as a double, a sum of amounts may not be
            const exact = (minors: readonly number[]) =>
              minors.reduce((total, minor) => total + BigInt(minor), 0n);
            const amounts = milestoneAmounts(facts);
            expect(exact([...amounts.values()])).toBe(BigInt(facts.project.price ?? 0) + BigInt(extra));
            for (const [id, amount] of amounts) {
              const own = all.filter((one) => one.milestone.id === id);
              const issued = exact(own.filter((one) => one.issued).map(({ net }) => net));
              const most = [0n, issued, BigInt(amount)].reduce((a, b) => (a > b ? a : b));
              expect(exact(own.map(({ net }) => net))).toBe(most);
              expect(own.every(({ net }) => net > 0)).toBe(true);
            }
            for (const { state } of all)
              expect(state.status === 'overdue' && state.isPaid, 'paid and overdue').toBe(false);
          }
        },
      ),
      { seed: 20_261_130, numRuns: 300 },
    );
  });

  it('have a late fee that never falls until it is paid', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(120), fc.nat(120), (price, day, later) => {
        const facts = sent(
          {
            project: projectOf('client', { price: price + 1, currency: 'GBP' }),
            milestones: [milestone(1, 100)],
            invoices: [],
            hasCustomer: true,
            cost: 0,
            began: '2026-12-01T09:00:00.000Z',
          },
          0,
        );
        const feeOn = (on: string) => invoicesOf(facts, on)[0]?.state.lateFee ?? 0;
        expect(feeOn(addDays(today, day + later))).toBeGreaterThanOrEqual(feeOn(addDays(today, day)));
      }),
      { seed: 20_261_130, numRuns: 300 },
    );
  });
});

describe('what is left to invoice', () => {
  it('is a balance of the difference after an invoice, and nothing where it is equal', () => {
    const terms = { ...defaultTerms, trigger: 'hybrid' as const };
    expect(draftParts(1001, [], terms)).toEqual([
      { nth: 1, part: 'advance', net: 501 },
      { nth: 2, part: 'balance', net: 500 },
    ]);
    expect(draftParts(1001, [{ nth: 1, net: 501 }], terms)).toEqual([{ nth: 2, part: 'balance', net: 500 }]);
    expect(draftParts(1001, [{ nth: 1, net: 1001 }], terms)).toEqual([]);
    expect(draftParts(900, [{ nth: 1, net: 1001 }], terms)).toEqual([]);
    for (const amount of [0, -5]) expect(draftParts(amount, [], terms)).toEqual([]);
  });
});

describe('a credit that is due', () => {
  const issued = (net: number, ...credits: number[]) => ({
    net,
    taxBasisPoints: 2_000,
    settlements: credits.map((minor) => ({ kind: 'credit' as const, minor, on: today })),
  });
  it.each([
    ['nothing is invoiced', 900, [], 0],
    ['the amount is invoiced', 1_000, [issued(1_000)], 0],
    ['less is invoiced', 1_100, [issued(1_000)], 0],
    ['more is invoiced: the rest with its tax', 900, [issued(1_000)], 120],
    ['more is invoiced by two', 900, [issued(500), issued(500)], 120],
    ['a part of it is credited', 900, [issued(1_000, 50)], 70],
    ['all of it is credited', 900, [issued(1_000, 50, 70)], 0],
    ['more than it is credited', 900, [issued(1_000, 500)], 0],
  ] as const)('where %s', (_name, amount, invoices, due) => {
    expect(creditDue(amount, invoices)).toBe(due);
  });

  it('is on the last invoice of its milestone, and never where money is off or the milestone was dropped', () => {
    const project = projectOf('client', { price: 1_000, currency: 'GBP' });
    const before = {
      project,
      milestones: [milestone(1, 100)],
      invoices: [],
      hasCustomer: true,
      cost: 0,
      began: '',
    };
    const facts = sent(
      { ...before, project: { ...project, terms: { ...project.terms, trigger: 'advance' } } },
      0,
    );
    const shown = (more: Partial<MoneyFacts>) =>
      invoicesOf({ ...facts, ...more }, today).map(({ issued: row, creditDue: due }) => [row !== null, due]);
    expect(shown({})).toEqual([[true, 0]]);
    expect(shown({ project: { ...facts.project, price: 900 } })).toEqual([[true, 100]]);
    const off = { ...facts.project, policies: { ...facts.project.policies, moneyOn: false } };
    expect(shown({ project: off })).toEqual([[true, 0]]);
    expect(shown({ milestones: [{ ...milestone(1, 100), droppedAt: '2026-12-01T09:00:00.000Z' }] })).toEqual([
      [true, 0],
    ]);
  });
});
