import type { Approver, MilestoneFacts, ReviewFacts } from '../facts.ts';
import { deciders, type Needs, needs, type Who } from '../project/access.ts';
import { isCoached } from '../project/policies.ts';
import { todayIn } from '../time/dates.ts';

/** A person in whose name somebody decides: their own, or another's whose deputy they are (APR-8). */
export type Seat = { id: string; name: string };

type Deciding = Pick<MilestoneFacts, 'project' | 'approvers'>;

/** Returns the deputies of a person at an instant. */
export const activeDeputies = ({ project }: Pick<Deciding, 'project'>, approver: Approver, now: string) =>
  approver.deputies.filter(({ until }) => until >= todayIn(now, approver.zone ?? project.zone));

/**
 * Returns in whose names a person may decide at an instant, their own first. A deputy decides only for those who
 * hold the role that decides now, and so never has more rights than the person they act for.
 */
export function seatsOf(facts: Deciding, who: Who, now: string): Seat[] {
  const own = needs(who, deciders(facts.project.policies)) === undefined ? [seatOf(who.person)] : [];
  const others = facts.approvers.filter(
    (approver) =>
      mayStandIn(facts, who) &&
      approver.id !== who.person.id &&
      activeDeputies(facts, approver, now).some(({ id }) => id === who.person.id),
  );
  return [...own, ...others.map(seatOf)];
}

/** Whether somebody may decide as a deputy: in a coached company only coaches decide, and no member of it (APR-7). */
const mayStandIn = ({ project }: Pick<Deciding, 'project'>, who: Who): boolean =>
  who.role !== 'none' && (!isCoached(project.kind) || who.role === 'coach');

const seatOf = ({ id, name }: Seat): Seat => ({ id, name });

/**
 * Returns the roles that may decide, if this person may not. A deputy whose time is over may try as well, because
 * the decision tells them so.
 */
export function needsToDecide(who: Who, { project, approvers }: Deciding): Needs {
  const needed = needs(who, deciders(project.policies));
  const isDeputy =
    mayStandIn({ project }, who) &&
    approvers.some(({ deputies }) => deputies.some(({ id }) => id === who.person.id));
  return isDeputy ? undefined : needed;
}

/** Returns how many approvals a review needs from those who may decide now; one where no role approves. */
export function neededApprovals({ project, approvers }: Deciding): number {
  const { approvals, approver } = project.policies;
  if (approvals === 'any' || approver === 'nobody') return 1;
  return approvals === 'all' ? Math.max(1, approvers.length) : approvals;
}

/** Returns the approvals of a review by those who may decide now, oldest first. */
export const countedApprovals = ({ review, approvers }: ReviewFacts) =>
  review.approvals.filter(({ personId }) => approvers.some(({ id }) => id === personId));

/** Returns those who may decide and have not approved yet. */
export const pendingApprovers = ({ review, approvers }: ReviewFacts): Approver[] =>
  approvers.filter(({ id }) => !review.approvals.some(({ personId }) => personId === id));

/**
 * Whether enough have approved although the review is open: the number fell since, or somebody who had not approved
 * lost the role. Another approval of any of them ends it.
 */
export const isFullyApproved = (facts: ReviewFacts): boolean =>
  countedApprovals(facts).length >= neededApprovals(facts);
