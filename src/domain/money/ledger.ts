import type { HistoryReader } from '../events.ts';
import type { Milestone } from '../plan/milestone.ts';
import type { Project } from '../project/project.ts';
import { hashText } from '../text/hash.ts';
import {
  creditDue,
  type DraftPart,
  draftParts,
  type Invoice,
  type InvoiceState,
  invoiceState,
  type StoredInvoice,
  type StoredSettlement,
} from './invoice.ts';
import { splitByShares } from './money.ts';
import type { InvoicePart } from './terms.ts';

/** An issued invoice with what settles it, oldest first. */
export type IssuedInvoice = StoredInvoice & {
  /** With the name of the person who recorded it. */
  settlements: (StoredSettlement & { by: string })[];
  approvedBy: string | null;
  issuedBy: string | null;
};

/** A milestone as its invoices need it. */
export type PaidMilestone = Pick<
  Milestone,
  | 'id'
  | 'number'
  | 'name'
  | 'outcome'
  | 'parentId'
  | 'share'
  | 'extra'
  | 'status'
  | 'startDate'
  | 'dueDate'
  | 'droppedAt'
>;

/** A project with its plan and its issued invoices. */
export type MoneyFacts = {
  project: Project;
  /** By number, dropped ones included. */
  milestones: PaidMilestone[];
  /** By milestone and place. */
  invoices: IssuedInvoice[];
  /** Whether somebody has the role of the customer. */
  hasCustomer: boolean;
  /** What the milestones cost the team, in minor units of the project's currency; customers never see it. */
  cost: number;
  /** When the project was created, an ISO instant. */
  began: string;
};

/** An invoice of a milestone: issued, or a draft that is derived from the price. `state` is of today. */
export type MilestoneInvoice = {
  milestone: PaidMilestone;
  /** Its place among the invoices of the milestone, from 1. */
  nth: number;
  part: InvoicePart;
  net: number;
  currency: string;
  /** Tax in hundredths of a percent. */
  taxBasisPoints: number;
  issued: IssuedInvoice | null;
  state: InvoiceState;
  /** What is invoiced above the amount of the milestone, on its last issued invoice; 0 on the others. */
  creditDue: number;
};

/** Returns the amount of each milestone in minor units by id; they sum to the price and what changes added (PAY-1). */
export function milestoneAmounts({
  project,
  milestones,
}: Pick<MoneyFacts, 'milestones'> & { project: Pick<Project, 'price' | 'policies'> }): Map<string, number> {
  const { price, policies } = project;
  if (price === null || !policies.moneyOn) return new Map();
  const planned = milestones.filter(({ droppedAt }) => droppedAt === null);
  const shared = planned.filter(({ share, parentId }) => share !== null && parentId === null);
  const parts = splitByShares(
    price,
    shared.map(({ share }) => share ?? 0),
  );
  const amounts = new Map(shared.map(({ id }, at) => [id, parts[at] ?? 0]));
  for (const { id, extra } of planned) if (extra !== 0) amounts.set(id, (amounts.get(id) ?? 0) + extra);
  return amounts;
}

/** What the invoices of a project are computed from. */
export type InvoicedPlan = Pick<MoneyFacts, 'project' | 'milestones' | 'invoices'>;

/**
 * Returns every invoice of a project, issued and draft, by milestone and place. A milestone without an amount, because
 * money is off or it was dropped, has the issued ones alone. `today` is YYYY-MM-DD in the project's zone.
 */
export function invoicesOf(facts: InvoicedPlan, today: string): MilestoneInvoice[] {
  const amounts = milestoneAmounts(facts);
  const byMilestone = Map.groupBy(facts.invoices, ({ milestoneId }) => milestoneId);
  return facts.milestones.flatMap((milestone) => {
    const issued = byMilestone.get(milestone.id) ?? [];
    const shown = issued.map((one) => issuedInvoice(facts.project, milestone, one, today));
    const amount = amounts.get(milestone.id);
    if (amount === undefined) return shown;
    const last = shown.at(-1);
    if (last) last.creditDue = creditDue(amount, issued);
    return [
      ...shown,
      ...draftParts(amount, issued, facts.project.terms).map((draft) =>
        draftInvoice(facts.project, milestone, draft, today),
      ),
    ];
  });
}

function issuedInvoice(
  { status }: Pick<Project, 'status'>,
  milestone: PaidMilestone,
  issued: IssuedInvoice,
  today: string,
): MilestoneInvoice {
  const { nth, part, net, currency, taxBasisPoints, settlements, disputes } = issued;
  const derived = invoiceState(issued, settlements, disputes, today);
  // nobody expects a late fee of a lost project
  const state = status === 'lost' ? { ...derived, lateFee: 0, openFee: 0, stopsWork: false } : derived;
  return { milestone, nth, part, net, currency, taxBasisPoints, issued, state, creditDue: 0 };
}

function draftInvoice(
  { id: projectId, terms, billing, currency }: Project,
  milestone: PaidMilestone,
  { nth, part, net }: DraftPart,
  today: string,
): MilestoneInvoice {
  const of: Invoice = {
    id: '',
    projectId,
    milestoneId: milestone.id,
    part,
    number: null,
    net,
    currency: currency ?? '',
    taxBasisPoints: billing.taxBasisPoints,
    terms,
    issuedOn: null,
    approvedOn: null,
  };
  return {
    milestone,
    nth,
    part,
    net,
    currency: of.currency,
    taxBasisPoints: of.taxBasisPoints,
    issued: null,
    state: invoiceState(of, [], [], today),
    creditDue: 0,
  };
}

/**
 * The version of an invoice as a card shows it; of a draft, which has none, a figure that changes with its
 * amounts and terms.
 */
export const invoiceVersion = ({ issued, nth, net, currency, state }: MilestoneInvoice): number =>
  issued?.version ?? hashText(`${nth} ${net} ${state.tax} ${currency}`);

/** Whether somebody may read an invoice: customers only once it is sent (PAY-4). */
export const maySeeInvoice = (reader: HistoryReader, { issued }: Pick<MilestoneInvoice, 'issued'>): boolean =>
  reader !== 'customer' || issued !== null;

/** "INV-2026-0007"; "the draft of 2 · Beta launch". */
export const invoiceName = ({ issued, milestone }: Pick<MilestoneInvoice, 'issued' | 'milestone'>): string =>
  issued?.number ?? `the draft of ${milestone.number} · ${milestone.name}`;
