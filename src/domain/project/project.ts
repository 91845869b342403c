import type { Cadence, Reminders } from '../time/schedule.ts';
import type { Role } from './roles.ts';

/** The five kinds of work; they differ only in their default policies. */
export const kinds = ['client', 'delivery', 'goal', 'stages', 'launch'] as const;
/** A kind of project. */
export type Kind = (typeof kinds)[number];

/** Who decides on a review; `nobody` means that a contributor marks the work done. */
export const approvers = ['owner', 'coach', 'client', 'nobody'] as const;

/** The rules of one project. A kind gives the defaults; the owner may change each. */
export type Policies = {
  approver: (typeof approvers)[number];
  /** Approval needs evidence for every criterion that is not met (APR-4). */
  evidenceRequired: boolean;
  /** The project has a price, and milestones have shares of it. */
  moneyOn: boolean;
};

/** What a project keeps. */
export type Project = {
  id: string;
  name: string;
  kind: Kind;
  policies: Policies;
  status: 'draft' | 'active';
  /** The go-live date, YYYY-MM-DD. */
  target: string | null;
  /** In minor units of `currency` (PAY-1). */
  price: number | null;
  /** ISO 4217. */
  currency: string | null;
  /** IANA zone of the rooms; dates are read and "today" is taken in it. */
  zone: string;
  /** Days on which nobody works, YYYY-MM-DD, in order. */
  holidays: string[];
  reminders: Reminders;
  /** When those who work on it are asked for an update; null: never. */
  asks: Cadence | null;
  version: number;
};

const defaults: Record<Kind, Policies> = {
  client: { approver: 'client', evidenceRequired: false, moneyOn: true },
  delivery: { approver: 'nobody', evidenceRequired: false, moneyOn: true },
  goal: { approver: 'owner', evidenceRequired: false, moneyOn: false },
  stages: { approver: 'coach', evidenceRequired: true, moneyOn: false },
  launch: { approver: 'owner', evidenceRequired: false, moneyOn: false },
};

/** The policies that a kind starts with (requirements, table of kinds). */
export const policiesOf = (kind: Kind): Policies => ({ ...defaults[kind] });

/** What a new project starts with (RMD-1). */
export const defaultReminders: Reminders = { before: [7, 3, 1], overdue: true };

/** The role that the creator of a project gets: the coach of `stages`, else the owner. */
export const creatorRole = (kind: Kind): Role => (kind === 'stages' ? 'coach' : 'owner');
