import { addDays, todayIn } from '../time/dates.ts';
import { type Budget, budgetOf, type CashWeek, cashByWeek } from './budget.ts';
import {
  type InvoicedPlan,
  invoicesOf,
  type MilestoneInvoice,
  type MoneyFacts,
  milestoneAmounts,
} from './ledger.ts';
import { sumOf } from './money.ts';
import { isBeforeWork, isSentOnStart } from './terms.ts';

/** Returns the budget of a project on a day, YYYY-MM-DD in its zone. */
export function projectBudget(facts: MoneyFacts, today: string): Budget {
  const { project, milestones, began } = facts;
  const planned = milestones.filter(({ droppedAt }) => droppedAt === null);
  const [first] = planned.flatMap(({ startDate }) => startDate ?? []).toSorted();
  const amounts = milestoneAmounts(facts);
  return budgetOf({
    total: (project.price ?? 0) + sumOf(planned.map(({ extra }) => extra)),
    doneAmounts: planned.filter(({ status }) => status === 'done').map(({ id }) => amounts.get(id) ?? 0),
    invoices: invoicesOf(facts, today).map(({ net, state }) => ({ net, state })),
    start: first ?? todayIn(began, project.zone),
    target: project.target,
    today,
  });
}

/** The most weeks that a card lists and a picture draws. */
export const maxCashWeeks = 12;

/** What a project is expected to receive, with tax, in minor units. */
export type Cash = { weeks: CashWeek[]; undated: number; total: number };

/**
 * Returns the money that comes in by week: what is open on sent invoices on their due dates, without disputed
 * ones, and drafts when their milestone starts or is due and the days of the terms have passed.
 */
export function cashOf(facts: InvoicedPlan, today: string): Cash {
  const expected = invoicesOf(facts, today).flatMap((invoice) => {
    const minor = invoice.state.open;
    if (minor === 0 || invoice.state.status === 'disputed') return [];
    return [{ on: expectedOn(facts, invoice, today), minor }];
  });
  const dated = expected.flatMap(({ on, minor }) => (on === null ? [] : [{ on, minor }]));
  return {
    weeks: cashByWeek(dated, today),
    undated: sumOf(expected.filter(({ on }) => on === null).map(({ minor }) => minor)),
    total: sumOf(expected.map(({ minor }) => minor)),
  };
}

/** Returns the day on which an invoice is expected to be paid; null where its milestone has no date. */
function expectedOn(
  { project }: InvoicedPlan,
  { issued, state, milestone, part }: MilestoneInvoice,
  today: string,
): string | null {
  if (state.dueOn !== null) return state.dueOn;
  if (issued) return addDays(today, issued.terms.netDays);
  const from =
    isBeforeWork(part, project.terms) || isSentOnStart(project.terms)
      ? (milestone.startDate ?? milestone.dueDate)
      : milestone.dueDate;
  if (from === null) return null;
  return addDays(from < today ? today : from, project.terms.netDays);
}
