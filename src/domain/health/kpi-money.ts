import { type Invoice, invoiceState, type Settlement } from '../money/invoice.ts';
import type { DisputedTime } from '../money/late-fee.ts';
import { amountOf, sumOf } from '../money/money.ts';
import { type Milestone, named } from '../plan/milestone.ts';
import { calendarDays, todayIn } from '../time/dates.ts';
import {
  isIn,
  type Kpi,
  type KpiPeriod,
  latest,
  type MoneyRecord,
  meanOf,
  type OfProject,
  type Subject,
} from './kpi-records.ts';

/** A milestone of a project with a price; `cost` is what was logged, null where it may not be seen. */
export type PricedMilestone = Pick<
  Milestone,
  'id' | 'number' | 'name' | 'outcome' | 'parentId' | 'share' | 'extra' | 'status' | 'doneAt' | 'droppedAt'
> & { cost: number | null };

/** A change order that was applied; `appliedAt` is an ISO instant. */
export type AppliedOrder = Pick<Subject, 'number' | 'name' | 'outcome'> & {
  key: string;
  cost: number;
  appliedAt: string;
};

/** An issued invoice with what settles it. */
export type KpiInvoice = Pick<Subject, 'number' | 'name' | 'outcome'> & {
  invoice: Invoice;
  settlements: Settlement[];
  disputes: DisputedTime[];
};

/** A project with a price, and what its figures of money are computed from. Amounts are minor units of its currency. */
export type PricedProject = OfProject & {
  /** Without change orders. */
  price: number;
  /** Whether the person may see costs. */
  seesCosts: boolean;
  milestones: PricedMilestone[];
  invoices: KpiInvoice[];
  orders: AppliedOrder[];
};

type RecordOf<Is extends MoneyRecord['is']> = Subject & { day: string; good: boolean | null } & Extract<
    MoneyRecord,
    { is: Is }
  >;

const [maxCreepPercent, maxPaymentDays, minProfitPercent] = [10, 5, 40];

/** Computes the figures of money of a period on a day, `today`; none without a project that has a price. */
export function moneyKpis(priced: readonly PricedProject[], period: KpiPeriod, today: string): Kpi[] {
  if (priced.length === 0) return [];
  const creep = priced.map((project) => creepOf(project, period));
  const invoices = priced.flatMap((project) => invoicesOf(project, today));
  const paid = paymentTimes(invoices, period);
  const due = latePayments(invoices, period, today);
  const profits = priced.flatMap((project) => profitsOf(project, period));
  return [
    {
      name: 'scope_creep',
      unit: 'percent',
      target: { is: 'below', value: maxCreepPercent },
      value: meanOf(creep.map(({ percent }) => percent)),
      records: latest(creep.flatMap(({ records }) => records)),
    },
    {
      name: 'payment_time',
      unit: 'days',
      target: { is: 'below', value: maxPaymentDays },
      value: meanOf(paid.map(({ days }) => days)),
      records: latest(paid),
    },
    {
      name: 'late_payments',
      unit: 'count',
      target: null,
      value: due.length === 0 ? null : due.filter(({ good }) => !good).length,
      records: latest(due),
    },
    ...(priced.some(({ seesCosts }) => seesCosts)
      ? [
          {
            name: 'profitability' as const,
            unit: 'percent' as const,
            target: { is: 'above' as const, value: minProfitPercent },
            value: meanOf(profits.map(({ profit }) => profit)),
            records: latest(profits),
          },
        ]
      : []),
  ];
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;
const percentOf = (part: number, whole: number): number =>
  whole === 0 ? 0 : oneDecimal((100 * part) / whole);

/** Returns what applied change orders added to the price, in percent. */
function creepOf({ orders, price, project, zone }: PricedProject, period: KpiPeriod) {
  const records = orders.flatMap(({ key, cost, appliedAt, ...of }): RecordOf<'scope_creep'>[] => {
    const day = todayIn(appliedAt, zone);
    if (cost <= 0 || !isIn(day, period)) return [];
    return [
      {
        is: 'scope_creep',
        key,
        ...named(of),
        project,
        zone,
        day,
        good: null,
        added: percentOf(cost, price),
      },
    ];
  });
  const added = orders.filter(({ cost, appliedAt }) => cost > 0 && isIn(todayIn(appliedAt, zone), period));
  return { percent: percentOf(sumOf(added.map(({ cost }) => cost)), price), records };
}

type Timed = {
  of: Subject;
  approvedOn: string;
  dueOn: string;
  paidOn: string | null;
  isPaid: boolean;
  hasPayment: boolean;
};

/** Returns the approved invoices of a project with the day on which nothing was open any more. */
function invoicesOf({ invoices, project, zone }: PricedProject, today: string): Timed[] {
  return invoices.flatMap(({ invoice, settlements, disputes, ...one }) => {
    const { isPaid, dueOn } = invoiceState(invoice, settlements, disputes, today);
    if (invoice.approvedOn === null || dueOn === null) return [];
    const days = settlements.map(({ on }) => on).sort();
    const paidOn = days.find((day) => invoiceState(invoice, settlements, disputes, day).isPaid) ?? null;
    const hasPayment = settlements.some(({ kind }) => kind === 'payment');
    const of = { ...named(one), project, zone };
    return [
      { of, approvedOn: invoice.approvedOn, dueOn, paidOn: isPaid ? paidOn : null, isPaid, hasPayment },
    ];
  });
}

function paymentTimes(invoices: readonly Timed[], period: KpiPeriod): RecordOf<'payment_time'>[] {
  return invoices.flatMap(({ of, approvedOn, paidOn, hasPayment }) => {
    if (paidOn === null || !hasPayment || !isIn(paidOn, period)) return [];
    const days = Math.max(0, calendarDays(approvedOn, paidOn));
    return [{ ...of, is: 'payment_time', day: paidOn, days, good: days < maxPaymentDays }];
  });
}

/** Returns the invoices that were due in the period, and are paid or overdue. */
function latePayments(
  invoices: readonly Timed[],
  period: KpiPeriod,
  today: string,
): RecordOf<'late_payments'>[] {
  return invoices.flatMap(({ of, dueOn, paidOn }) => {
    if (!isIn(dueOn, period) || (paidOn === null && dueOn >= today)) return [];
    const good = paidOn !== null && paidOn <= dueOn;
    return [{ ...of, is: 'late_payments', day: dueOn, dueOn, paidOn, good }];
  });
}

/** Returns the profit of done milestones with logged costs, in percent of their amounts. */
function profitsOf(priced: PricedProject, period: KpiPeriod): RecordOf<'profitability'>[] {
  const { milestones, price, project, zone, seesCosts } = priced;
  if (!seesCosts) return [];
  const shares = milestones.flatMap(({ id, share, parentId, droppedAt }) =>
    share === null || parentId !== null || droppedAt !== null ? [] : [{ id, share }],
  );
  const costs = costsWithParts(milestones);
  return milestones.flatMap((milestone) => {
    const { id, parentId, doneAt, status, droppedAt } = milestone;
    const cost = costs(id);
    if (parentId !== null || status !== 'done' || doneAt === null || droppedAt !== null || cost === 0)
      return [];
    const day = todayIn(doneAt, zone);
    const amount = amountOf(milestone, price, shares);
    if (!isIn(day, period) || amount === 0) return [];
    const profit = percentOf(amount - cost, amount);
    return [
      {
        ...named(milestone),
        project,
        zone,
        is: 'profitability',
        day,
        profit,
        good: profit > minProfitPercent,
      },
    ];
  });
}

/** Returns a function that sums the costs of a milestone and of all below it, dropped ones included. */
function costsWithParts(milestones: readonly PricedMilestone[]): (id: string) => number {
  const below = Map.groupBy(milestones, ({ parentId }) => parentId);
  const own = new Map(milestones.map(({ id, cost }) => [id, cost ?? 0]));
  const costOf = (id: string): number =>
    sumOf([own.get(id) ?? 0, ...(below.get(id) ?? []).map((part) => costOf(part.id))]);
  return costOf;
}
