import type { Budget } from '../domain/money/budget.ts';
import type { MilestoneInvoice, PaidMilestone } from '../domain/money/ledger.ts';
import type { Cash } from '../domain/money/project-budget.ts';
import type { Project } from '../domain/project/project.ts';
import { milestoneRef, moneyOf, personRef, projectRef, type Resource } from './resource.ts';

/** The payment terms of a project; percentages as numbers. */
export const termsResource = ({ project }: { project: Project }): Resource => ({
  project: projectRef(project),
  terms: {
    trigger: project.terms.trigger,
    advancePercent: project.terms.advanceShare,
    netDays: project.terms.netDays,
    lateFeePercent: project.terms.lateFeeBasisPoints / 100,
    stopAfterDays: project.terms.stopAfterDays,
    taxPercent: project.billing.taxBasisPoints / 100,
    prefix: project.billing.prefix,
    seller: project.billing.seller,
    buyer: project.billing.buyer,
  },
});

/** An invoice with its state of today; a draft has neither number nor settlements. */
const invoiceOf = ({ milestone, nth, part, net, currency, issued, state }: MilestoneInvoice) => ({
  number: issued?.number ?? null,
  milestone: milestoneRef(milestone),
  nth,
  part,
  status: state.status,
  net: moneyOf(net, currency),
  tax: moneyOf(state.tax, currency),
  gross: moneyOf(state.gross, currency),
  open: moneyOf(state.open, currency),
  lateFee: moneyOf(state.lateFee, currency),
  openLateFee: moneyOf(state.openFee, currency),
  issuedOn: issued?.issuedOn ?? null,
  approvedBy: personRef(issued?.approvedById ?? null, issued?.approvedBy ?? null),
  dueOn: state.dueOn,
  daysOverdue: state.daysOverdue,
  isWorkStopped: state.stopsWork,
  payLink: issued?.payLink ?? null,
  settlements: (issued?.settlements ?? []).map(({ kind, minor, on }) => ({
    kind,
    amount: moneyOf(minor, currency),
    on,
  })),
  version: issued?.version ?? null,
});

/** An invoice of a milestone. */
export const invoiceResource = ({
  project,
  invoice,
}: {
  project: Project;
  invoice: MilestoneInvoice;
}): Resource => ({ project: projectRef(project), invoice: invoiceOf(invoice) });

/** An invoice with the address of its PDF. */
export const invoicePdfResource = ({
  address,
  ...of
}: {
  project: Project;
  invoice: MilestoneInvoice;
  address: { url: string; hours: number };
}): Resource => ({ ...invoiceResource(of), pdf: { url: address.url, worksForHours: address.hours } });

/** A recorded cost. */
export const costResource = ({
  project,
  milestone,
  minor,
}: {
  project: Project;
  milestone: PaidMilestone;
  minor: number;
}): Resource => ({
  project: projectRef(project),
  cost: { milestone: milestoneRef(milestone), amount: moneyOf(minor, project.currency) },
});

/** The budget of a project; `cost` and `profit` are null for customers. */
export function budgetResource({
  project,
  budget,
  cost,
}: {
  project: Project;
  budget: Budget;
  cost: number | null;
}): Resource {
  const money = (minor: number) => moneyOf(minor, project.currency);
  return {
    project: projectRef(project),
    budget: {
      total: money(budget.total),
      used: money(budget.used),
      invoiced: money(budget.invoiced),
      paid: money(budget.paid),
      due: money(budget.due),
      overdue: money(budget.overdue),
      lateFees: money(budget.lateFees),
      paidLateFees: money(budget.paidFees),
      moneyUsedPercent: budget.moneyUsed,
      timeUsedPercent: budget.timeUsed,
      isOnTrack: budget.isOnTrack,
      cost: cost === null ? null : money(cost),
      profit: cost === null ? null : money(budget.used - cost),
    },
  };
}

/** The money that comes in by week; `monday` is YYYY-MM-DD. */
export const cashResource = (project: Project, { weeks, undated, total }: Cash): Resource => ({
  project: projectRef(project),
  cash: {
    weeks: weeks.map(({ monday, minor }) => ({ monday, amount: moneyOf(minor, project.currency) })),
    undated: moneyOf(undated, project.currency),
    total: moneyOf(total, project.currency),
  },
});
