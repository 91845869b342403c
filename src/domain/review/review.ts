import type { Change, Decision } from '../change.ts';
import { alterMilestone, type MilestoneEvent, type MilestoneFacts, type ReviewFacts } from '../facts.ts';
import { clearedKeys } from '../health/blocker.ts';
import { clearanceChanges } from '../health/blocking.ts';
import { alreadyDone, type Outcome, ok, refuse, rule } from '../outcome.ts';
import type { Milestone, Review } from '../plan/milestone.ts';
import { milestoneName, nextCommands, stateLabel } from '../plan/transitions.ts';
import type { Who } from '../project/access.ts';
import type { Approval } from './approval.ts';
import { silentlyAcceptedAt } from './clock.ts';
import { requireImpartial } from './impartial.ts';
import {
  countedApprovals,
  isFullyApproved,
  neededApprovals,
  pendingApprovers,
  type Seat,
  seatsOf,
} from './seats.ts';

/** The outcome of an open review. */
export type Verdict =
  | { type: 'approved'; outcome: 'approved'; note?: string | undefined }
  | { type: 'returned'; outcome: 'returned'; note: string }
  | { type: 'recalled'; outcome: 'recalled'; note?: undefined };

/**
 * Decides on the open review of a milestone (APR-1). Of several approvals that are needed, all but the last leave it
 * open (APR-8). The second person learns who was first (LIVE-2).
 */
export function decideReview(
  facts: MilestoneFacts,
  who: Who,
  at: { now: string; newId: () => string },
  verdict: Verdict,
): Outcome<Decision<MilestoneFacts>> {
  const open = openReview(facts, at.now);
  if (!open.ok) return open;
  const { submittedById, assigneeId } = facts.milestone;
  const impartial =
    verdict.type === 'recalled' ? ok(true) : requireImpartial(facts, who, [submittedById, assigneeId]);
  if (!impartial.ok) return impartial;
  if (verdict.type === 'approved') return giveApproval(open.value, who, at, verdict.note);
  const { type, outcome, note } = verdict;
  const ending = { outcome, note, at: at.now, by: who.person };
  if (type === 'recalled') return ok(endReview(open.value, { type }, ending));
  const seat = seatOf(open.value, who, at.now);
  return seat.ok ? ok(endReview(open.value, { type }, { ...ending, inNameOf: seat.value })) : seat;
}

/** Returns in whose name somebody decides; says when their time as a deputy is over. */
export function seatOf(facts: MilestoneFacts, who: Who, now: string): Outcome<Seat> {
  const [seat] = seatsOf(facts, who, now);
  if (seat) return ok(seat);
  const past = facts.approvers.find(({ deputies }) => deputies.some(({ id }) => id === who.person.id));
  return rule(
    `Your time as the deputy of ${past?.name ?? 'an approver'} is over.`,
    `${past?.name ?? 'They'} can name you again with “deputy”.`,
  );
}

function giveApproval(
  facts: ReviewFacts,
  who: Who,
  at: { now: string; newId: () => string },
  note: string | undefined,
): Outcome<Decision<MilestoneFacts>> {
  const { review, milestone } = facts;
  const found = approvalSeat(facts, who, at.now);
  if (!found.ok) return found;
  const { seat, isNew } = found.value;
  const needed = neededApprovals(facts);
  const row: Approval = {
    id: at.newId(),
    projectId: milestone.projectId,
    reviewId: review.id,
    personId: seat.id,
    byId: who.person.id,
    note: note ?? null,
    at: at.now,
  };
  const added: Change[] = isNew && needed > 1 ? [{ add: 'approval', row }] : [];
  const approvals = isNew
    ? [...review.approvals, { ...row, person: seat.name, by: who.person.name }]
    : review.approvals;
  const known = { ...facts, review: { ...review, approvals } };
  if (countedApprovals(facts).length + (isNew ? 1 : 0) >= needed) {
    const ending = { outcome: 'approved', note, at: at.now, by: who.person, inNameOf: seat } as const;
    return ok(endReview(known, { type: 'approved' }, ending, added));
  }
  const event = { type: 'approval_given', note, after: inNameOf(seat, who.person) } as const;
  return ok(alterMilestone(known, event, {}, {}, added));
}

/**
 * Returns in whose name somebody approves, and whether that approval is new. Where several approvals are needed, only
 * those of people with the role count. Anybody who approved can end a review that has enough.
 */
function approvalSeat(facts: ReviewFacts, who: Who, now: string): Outcome<{ seat: Seat; isNew: boolean }> {
  const { review, milestone, approvers } = facts;
  const needed = neededApprovals(facts);
  const all = seatsOf(facts, who, now);
  if (all.length === 0) return seatOf(facts, who, now) as Outcome<never>;
  const seats = needed > 1 ? all.filter((one) => approvers.some(({ id }) => id === one.id)) : all;
  const [first] = seats;
  const name = milestoneName(milestone);
  if (!first)
    return rule(
      `${name} needs ${needed} approvals of people with the role owner. You approve as an administrator, which does not count.`,
      'Take the role with “role me owner”, then approve.',
      { label: 'Take the role', command: 'role', input: { person: 'me', role: 'owner' } },
    );
  const free = seats.find(({ id }) => !review.approvals.some(({ personId }) => personId === id));
  if (free) return ok({ seat: free, isNew: true });
  if (needed === 1 || isFullyApproved(facts)) return ok({ seat: first, isNew: false });
  const waits = pendingApprovers(facts).map((one) => one.name);
  return rule(
    `You have approved ${name} already.`,
    `It waits for ${needed - countedApprovals(facts).length} more: ${waits.join(', ')}.`,
  );
}

/** The name that the history adds to what a deputy did. */
export const inNameOf = (seat: Seat, by: { id: string }): { for?: string } =>
  seat.id === by.id ? {} : { for: seat.name };

/** Returns the facts of a review that waits for a decision; says what became of another. */
export function openReview(facts: MilestoneFacts, now: string): Outcome<ReviewFacts> {
  const { milestone, review } = facts;
  if (!milestone.submittedAt || review?.outcome !== 'open') return nothingOpen(facts);
  const accepted = silentlyAcceptedAt({ ...facts, review }, now);
  return accepted ? silentlyAccepted(milestone, accepted) : ok({ ...facts, review });
}

/** How a review ends; `by` null: by its clock. */
export type Ending = Partial<Pick<Review, 'endedAt' | 'endedAs'>> & {
  outcome: Exclude<Review['outcome'], 'open'>;
  note?: string | undefined;
  at: string;
  by: { id: string; name: string } | null;
  /** In whose name a deputy decides. */
  inNameOf?: Seat;
};

/** Returns the decision that ends an open review; approved work is done and has no blockers. */
export function endReview(
  facts: ReviewFacts,
  { type }: { type: 'approved' | 'returned' | 'recalled' | 'silently_accepted' },
  { outcome, note, at, by, inNameOf: seat, ...clock }: Ending,
  added: Change[] = [],
): Decision<MilestoneFacts> {
  const { review } = facts;
  const after = by && seat ? inNameOf(seat, by) : {};
  const decided = {
    outcome,
    decidedById: by?.id ?? null,
    decidedForId: after.for === undefined ? null : (seat?.id ?? null),
    decidedAt: at,
    note: note ?? null,
    ...clock,
  };
  const approved = outcome === 'approved';
  const set: Partial<Milestone> = {
    submittedAt: null,
    submittedById: null,
    ...(approved ? { status: 'done', doneAt: at, doneById: by?.id ?? null } : {}),
  };
  const next = {
    submittedBy: null,
    doneBy: approved ? (by?.name ?? null) : facts.doneBy,
    review: { ...review, ...decided, decidedBy: by?.name ?? null, decidedFor: after.for ?? null },
    ...(approved ? { blockers: [] } : {}),
  };
  const cleared = approved ? facts.blockers : [];
  const event = eventOf(type, { note, before: clearedKeys(cleared), after });
  const more: Change[] = [
    ...added,
    { alter: 'review', id: review.id, set: decided },
    ...clearanceChanges(cleared, { clearedById: by?.id ?? null, clearedAt: at }),
  ];
  return alterMilestone(facts, event, set, next, more);
}

function eventOf(
  type: 'approved' | 'returned' | 'recalled' | 'silently_accepted',
  {
    note,
    before,
    after,
  }: { note: string | undefined; before: ReturnType<typeof clearedKeys>; after: { for?: string } },
): MilestoneEvent {
  switch (type) {
    case 'approved':
      return { type, note, before, after };
    case 'silently_accepted':
      return { type, note, before };
    case 'returned':
      return { type, note, after };
    case 'recalled':
      return { type, note };
    default:
      return type satisfies never;
  }
}

const silentlyAccepted = (milestone: Milestone, at: string) =>
  alreadyDone(`${milestoneName(milestone)} was accepted because nobody answered in time`, null, at);

function nothingOpen({ milestone, review, project }: MilestoneFacts): Outcome<never> {
  const name = milestoneName(milestone);
  const reopened = review?.outcome === 'approved' && milestone.status !== 'done';
  if (review && review.outcome !== 'open' && review.decidedAt && !reopened)
    return review.endedAs === 'accept'
      ? silentlyAccepted(milestone, review.decidedAt)
      : alreadyDone(`${name} was ${review.outcome}`, review.decidedBy, review.decidedAt);
  return refuse({
    is: 'wrong_status',
    name,
    status: milestone.status === 'in_progress' ? 'not submitted yet' : stateLabel(milestone),
    allowed: nextCommands(milestone, project.policies),
    milestone: milestone.number,
  });
}
