import { splitByShares } from '../money/money.ts';
import type { Terms } from '../money/terms.ts';
import { type Outcome, ok, rule } from '../outcome.ts';
import type { Milestone } from '../plan/milestone.ts';
import { checkShares, type Node } from '../plan/plan.ts';
import type { Project } from '../project/project.ts';
import { hashText } from '../text/hash.ts';

/** A milestone of a proposal. Amounts are minor units, dates YYYY-MM-DD. */
export type ProposalLine = Pick<
  Milestone,
  'number' | 'name' | 'outcome' | 'type' | 'ownerParty' | 'blocksGoLive' | 'startDate' | 'dueDate'
> & {
  milestoneId: string;
  /** Whole percent of the price. */
  share: number;
  amount: number;
  deliverables: string[];
};

/** What the customer accepts: price, payment terms, go-live and milestones, as they were when it was sent. */
export type ProposalContent = {
  price: number;
  /** ISO 4217. */
  currency: string;
  target: string | null;
  terms: Terms;
  /** In hundredths of a percent. */
  taxBasisPoints: number;
  /** The top-level milestones, in the order of the plan. */
  lines: ProposalLine[];
};

/** The states of a proposal. */
export const proposalStates = ['open', 'accepted', 'declined', 'withdrawn', 'superseded'] as const;
/** A state of a proposal. */
export type ProposalState = (typeof proposalStates)[number];

/** A proposal as stored. Its content is never changed, so an accepted one is the contract (CUS-10). */
export type Proposal = {
  id: string;
  projectId: string;
  /** From 1; each time the plan is sent it is a new proposal. */
  number: number;
  content: ProposalContent;
  state: ProposalState;
  sentById: string;
  sentAt: string;
  /** Who accepted, declined, withdrew or replaced it, and when; null while it is open. */
  closedById: string | null;
  closedAt: string | null;
  /** Why it was declined or withdrawn. */
  reason: string | null;
};

/** A milestone of the present plan as a proposal sees it. */
export type ProposedMilestone = Node &
  Pick<Milestone, 'outcome' | 'type' | 'ownerParty' | 'blocksGoLive' | 'startDate' | 'dueDate'> & {
    deliverables: string[];
  };

type PricedProject = Pick<Project, 'price' | 'currency' | 'target' | 'terms' | 'billing' | 'policies'>;

/** Returns what a proposal of the present plan says; refuses a plan that could not be activated (MODEL-5). */
export function proposalOf(
  project: PricedProject,
  milestones: readonly ProposedMilestone[],
): Outcome<ProposalContent> {
  const { price, currency, target, terms, billing, policies } = project;
  if (!policies.moneyOn)
    return rule(
      'This project has no money, and a proposal has a price.',
      'Turn it on with “policy money:yes”.',
      { label: 'Turn it on', command: 'policy', input: { money: 'yes' } },
    );
  if (price === null || currency === null)
    return rule('A proposal needs a price.', 'Set it with “edit project price:10000 currency:GBP”.', {
      label: 'Set the price',
      command: 'edit-project',
      input: {},
    });
  const summed = checkShares(milestones);
  if (!summed.ok) return summed;
  const top = milestones
    .filter(({ parentId }) => parentId === null)
    .toSorted((a, b) => a.order - b.order || a.number - b.number);
  const byNumber = top.toSorted((a, b) => a.number - b.number);
  const amounts = splitByShares(
    price,
    byNumber.map(({ share }) => share ?? 0),
  );
  const amountById = new Map(byNumber.map(({ id }, nth) => [id, amounts[nth] ?? 0]));
  const lines = top.map(
    ({ id, share, parentId: _p, order: _o, status: _s, ...line }): ProposalLine => ({
      ...line,
      milestoneId: id,
      share: share ?? 0,
      amount: amountById.get(id) ?? 0,
    }),
  );
  return ok({ price, currency, target, terms, taxBasisPoints: billing.taxBasisPoints, lines });
}

/** Returns a fingerprint of a content: an acceptance counts only for what was shown. */
export const contentHash = (content: ProposalContent): number =>
  hashText(JSON.stringify([withoutLines(content), content.lines.map(fieldsOf)]));

/** The fields in one order, whatever the order in which the database returns them. */
const withoutLines = ({ price, currency, target, terms, taxBasisPoints }: ProposalContent) => [
  price,
  currency,
  target,
  [terms.netDays, terms.lateFeeBasisPoints, terms.stopAfterDays, terms.trigger, terms.advanceShare],
  taxBasisPoints,
];

const fieldsOf = (line: ProposalLine) => [
  line.milestoneId,
  line.number,
  // by the name that customers know, because their card knows no other
  line.outcome ?? line.name,
  line.type,
  line.ownerParty,
  line.blocksGoLive,
  line.startDate,
  line.dueDate,
  line.share,
  line.amount,
  line.deliverables,
];

/** "proposal 2". */
export const proposalName = ({ number }: Pick<Proposal, 'number'>): string => `proposal ${number}`;
