import type { SurveyMoments } from '../endings/survey-moments.ts';
import type { PaymentGate } from '../money/gate.ts';
import { defaultTerms, type Terms, type Trigger } from '../money/terms.ts';
import type { Silence } from '../review/acceptance.ts';
import { defaultReaction } from '../review/reaction.ts';
import type { Role } from './roles.ts';

/** The kinds of project. They differ only in their row of policies (MODEL-1, table of kinds). */
export const kinds = ['client', 'delivery', 'goal', 'stages', 'launch'] as const;
/** A kind of project. */
export type Kind = (typeof kinds)[number];

/** The default kind of a project. */
export const defaultKind: Kind = 'launch';

/** Who decides on a review; `nobody`: a contributor marks the work done. */
export const approvers = ['owner', 'coach', 'client', 'nobody'] as const;

/** How many of those who may decide must approve (APR-8). */
export type Approvals = 'any' | 'all' | number;

/** A project's own policies: its kind gives the defaults, the owner can change each. */
export type Policies = {
  approver: (typeof approvers)[number];
  /** Approval needs evidence for every criterion that is not met (APR-4). */
  evidenceRequired: boolean;
  /** The project has a price, and milestones have shares of it. */
  moneyOn: boolean;
  /** Milestones that take more days than this are warned about when they are planned; null: no limit. */
  maxDays: number | null;
  /** What an unpaid invoice means for the start of the next milestone (PAY-5). */
  paymentGate: PaymentGate;
  /** A milestone without a deliverable is warned about: every milestone delivers value. */
  valueRequired: boolean;
  /** Deliverables, criteria, share and dates are frozen when a milestone starts (SCP-1). */
  scopeLock: boolean;
  /** The steps of a demo are ticked, or skipped with a reason, before a milestone is submitted (APR-2). */
  demoRequired: boolean;
  /** Working days that a reviewer has; null: no end (APR-5). */
  acceptanceDays: number | null;
  silence: Silence;
  approvals: Approvals;
  /** When the customer is asked how satisfied they are (CUS-7, CUS-9). */
  satisfaction: SurveyMoments;
  /** A coach who belongs to the company cannot decide on their own evidence (STG-2). */
  impartial: boolean;
  /** The emoji with which a reaction makes a message evidence, by its name in Slack; null: none (APR-3). */
  evidenceReaction: string | null;
};

/** The policies of a kind of project. Rules read this row, never the name of the kind. */
type KindPolicies = {
  /**
   * The role that gives roles, and that the founder gets. If it is the coach, only a coach or an
   * administrator creates such projects, so that a company cannot promote itself (STG-2).
   */
  head: 'owner' | 'coach';
  /** The roles that run the project. */
  governors: readonly Role[];
  /** Who plans milestones: all who work on them, or the head alone. */
  planners: 'contributors' | 'head';
  /**
   * Whether health also watches the go-live itself: overdue p0 milestones, a no-go without a new date, and a
   * forecast after the go-live. Without it, health is exactly the table of HLT-1.
   */
  watchesGoLive: boolean;
  /** When the milestones of a new project are invoiced (PAY-2). */
  trigger: Trigger;
  /** The policies of a new project. */
  defaults: Readonly<Policies>;
};

/** Of projects whose work nobody pays for by milestone. */
const lenient = {
  maxDays: null,
  paymentGate: 'off',
  valueRequired: false,
  scopeLock: false,
  demoRequired: false,
  acceptanceDays: null,
  silence: 'escalate',
  approvals: 'any',
  satisfaction: 'delivery',
  impartial: true,
  evidenceReaction: defaultReaction,
} as const satisfies Partial<Policies>;

/**
 * Of paid client work: short milestones, no payment no next milestone, each delivers value, scope locked at the
 * start, everything demonstrated.
 */
const paid = {
  ...lenient,
  maxDays: 28,
  paymentGate: 'refuse',
  valueRequired: true,
  scopeLock: true,
  demoRequired: true,
} as const satisfies Partial<Policies>;

const owned = {
  head: 'owner',
  governors: ['owner'],
  planners: 'contributors',
  watchesGoLive: true,
  trigger: 'on_delivery',
} as const;
const coached = {
  head: 'coach',
  governors: ['owner', 'coach'],
  planners: 'head',
  watchesGoLive: true,
  trigger: 'on_delivery',
} as const;

/** The policies of each kind; a new kind needs only a row here. */
export const kindPolicies: Readonly<Record<Kind, KindPolicies>> = {
  client: { ...owned, defaults: { ...paid, approver: 'client', evidenceRequired: false, moneyOn: true } },
  delivery: {
    ...owned,
    watchesGoLive: false,
    trigger: 'on_start',
    defaults: { ...lenient, approver: 'nobody', evidenceRequired: false, moneyOn: true },
  },
  goal: { ...owned, defaults: { ...lenient, approver: 'owner', evidenceRequired: false, moneyOn: false } },
  stages: { ...coached, defaults: { ...lenient, approver: 'coach', evidenceRequired: true, moneyOn: false } },
  launch: { ...owned, defaults: { ...lenient, approver: 'owner', evidenceRequired: false, moneyOn: false } },
};

/** Returns the policies of a new project of the kind, as a copy. */
export const policiesOf = (kind: Kind): Policies => ({ ...kindPolicies[kind].defaults });

/** Returns the payment terms of a new project of the kind, as a copy. */
export const termsOf = (kind: Kind): Terms => ({ ...defaultTerms, trigger: kindPolicies[kind].trigger });

/** Whether a coach leads projects of the kind. */
export const isCoached = (kind: Kind | undefined): boolean =>
  kind !== undefined && kindPolicies[kind].head === 'coach';

/** Whether health watches the go-live of projects of the kind. */
export const watchesGoLive = (kind: Kind): boolean => kindPolicies[kind].watchesGoLive;
