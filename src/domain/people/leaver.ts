import type { NamedMilestone } from '../plan/milestone.ts';
import { type Role, roles } from '../project/roles.ts';

/** What a person is responsible for in a project, and others must take over once they leave (ADM-2). */
export type Duties = {
  personId: string;
  name: string;
  /** They have no active account. */
  gone: boolean;
  role: Role | null;
  memberId: string | null;
  /** Their account, so that a button can name them. */
  address: { platform: string; tenant: string; user: string } | null;
  /** Open milestones assigned to them. */
  milestones: (NamedMilestone & { id: string; version: number })[];
  /** Open decisions without their vote; `id` is the vote's. */
  votes: { id: string; decisionId: string; number: number; question: string }[];
  /** Ids of all decisions in which they are voters. */
  votesOn: string[];
  /** Open risks that they own. */
  risks: { id: string; number: number; text: string }[];
  /** Cadences and announcements that they own. */
  cadences: { id: string; number: number; what: string }[];
};

/** Whether a person is responsible for anything open. */
export const hasDuties = ({ milestones, votes, risks, cadences }: Duties): boolean =>
  [milestones, votes, risks, cadences].some((things) => things.length > 0);

/** Whether a role can act in a project. */
export const canAct = (role: Role | null): role is Role =>
  role !== null && role !== 'viewer' && role !== 'none';

/** Returns the role of a person who takes over: the higher of the two. */
export function inheritedRole(own: Role | null, left: Role | null): Role | null {
  if (!canAct(left)) return own;
  return own === null || roles.indexOf(left) < roles.indexOf(own) ? left : own;
}
