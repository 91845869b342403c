import type { Change, Decision } from '../change.ts';
import { alterMilestone, type MilestoneEvent, type MilestoneFacts, type ReviewFacts } from '../facts.ts';
import { clearedKeys } from '../health/blocker.ts';
import { clearanceChanges } from '../health/blocking.ts';
import { alreadyDone, type Outcome, ok, refuse } from '../outcome.ts';
import type { Milestone, Review } from '../plan/milestone.ts';
import { milestoneName, nextCommands, stateLabel } from '../plan/transitions.ts';
import type { Who } from '../project/access.ts';
import { silentlyAcceptedAt } from './clock.ts';

/** The outcome of an open review. */
export type Verdict =
  | { type: 'approved'; outcome: 'approved'; note?: string | undefined }
  | { type: 'returned'; outcome: 'returned'; note: string }
  | { type: 'recalled'; outcome: 'recalled'; note?: undefined };

/** Ends the open review of a milestone (APR-1); the second person learns who was first (LIVE-2). */
export function decideReview(
  facts: MilestoneFacts,
  who: Who,
  at: { now: string },
  { type, outcome, note }: Verdict,
): Outcome<Decision<MilestoneFacts>> {
  const open = openReview(facts, at.now);
  if (!open.ok) return open;
  return ok(endReview(open.value, { type }, { outcome, note, at: at.now, by: who.person }));
}

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
};

/** Returns the decision that ends an open review; approved work is done and has no blockers. */
export function endReview(
  facts: ReviewFacts,
  { type }: { type: 'approved' | 'returned' | 'recalled' | 'silently_accepted' },
  { outcome, note, at, by, ...clock }: Ending,
): Decision<MilestoneFacts> {
  const { review } = facts;
  const decided = { outcome, decidedById: by?.id ?? null, decidedAt: at, note: note ?? null, ...clock };
  const approved = outcome === 'approved';
  const set: Partial<Milestone> = {
    submittedAt: null,
    submittedById: null,
    ...(approved ? { status: 'done', doneAt: at, doneById: by?.id ?? null } : {}),
  };
  const next = {
    submittedBy: null,
    doneBy: approved ? (by?.name ?? null) : facts.doneBy,
    review: { ...review, ...decided, decidedBy: by?.name ?? null },
    ...(approved ? { blockers: [] } : {}),
  };
  const cleared = approved ? facts.blockers : [];
  const event: MilestoneEvent =
    type === 'approved' || type === 'silently_accepted'
      ? { type, note, before: clearedKeys(cleared) }
      : { type, note };
  const more: Change[] = [
    { alter: 'review', id: review.id, set: decided },
    ...clearanceChanges(cleared, { clearedById: by?.id ?? null, clearedAt: at }),
  ];
  return alterMilestone(facts, event, set, next, more);
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
