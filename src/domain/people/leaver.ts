import { type Role, roles } from '../project/roles.ts';

/** What somebody holds in a project: what waits for nobody once they are gone (ADM-2). */
export type Duties = {
  personId: string;
  name: string;
  /** None of their accounts is active. */
  gone: boolean;
  role: Role | null;
  memberId: string | null;
  /** Where a platform knows them, so that a button can name them. */
  address: { platform: string; tenant: string; user: string } | null;
  /** Open ones that they are to do. */
  milestones: { id: string; number: number; name: string; version: number }[];
  /** Open decisions that wait for their vote; `id` is the vote's. */
  votes: { id: string; decisionId: string; number: number; question: string }[];
  /** Every decision that they vote or voted on, by id. */
  votesOn: string[];
  /** Open ones that they see to. */
  risks: { id: string; number: number; text: string }[];
  /** Cadences and announcements that they answer for. */
  cadences: { id: string; number: number; what: string }[];
};

/** Whether anything of a project waits for somebody. */
export const hasDuties = ({ milestones, votes, risks, cadences }: Duties): boolean =>
  [milestones, votes, risks, cadences].some((things) => things.length > 0);

/** Whether a role lets somebody act in a project. */
export const canAct = (role: Role | null): role is Role =>
  role !== null && role !== 'viewer' && role !== 'none';

/** The role of whoever takes over: the better of both. */
export function inheritedRole(own: Role | null, left: Role | null): Role | null {
  if (!canAct(left)) return own;
  return own === null || roles.indexOf(left) < roles.indexOf(own) ? left : own;
}
