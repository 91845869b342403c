import type { Approver, KnownReview, ReviewFacts } from '../facts.ts';
import { addDays } from '../time/dates.ts';
import { type AcceptanceWindow, acceptanceWindow, type Silence } from './acceptance.ts';
import { approvable } from './approvable.ts';
import { type KnownQuestion, openQuestion } from './question.ts';

/** How the time of a review stands (APR-5). */
export type ReviewClock =
  /** The review has no end. */
  | { is: 'off' }
  /** It stands still until a question is answered. */
  | { is: 'stopped'; question: KnownQuestion }
  | { is: 'running'; window: AcceptanceWindow; onSilence: Silence }
  /** It ended without a decision, at an ISO instant. */
  | { is: 'over'; at: string; as: Silence };

/** Whether a review waits for a decision. */
export const isOpenReview = ({ review, milestone }: ReviewFacts): boolean =>
  review.outcome === 'open' &&
  milestone.submittedAt !== null &&
  milestone.status !== 'done' &&
  milestone.droppedAt === null;

/** Returns how the time of a review stands, for those who may decide now. */
export function reviewClock(facts: ReviewFacts): ReviewClock {
  const { review, project, approvers } = facts;
  if (review.endedAt !== null && review.endedAs !== null)
    return { is: 'over', at: review.endedAt, as: review.endedAs };
  if (review.windowDays === null) return { is: 'off' };
  const question = openQuestion(review);
  const pauses = review.questions
    .filter(({ stopsClock }) => stopsClock)
    .map(({ askedAt, answeredAt }) => ({ from: askedAt, to: answeredAt }));
  const calendar = {
    zone: project.zone,
    holidays: project.holidays,
    reviewerZones: approvers
      .flatMap(({ zone, deputies }) => [zone, ...zonesOf(deputies, review)])
      .flatMap((zone) => zone ?? []),
  };
  const window = acceptanceWindow(review.submittedAt, { days: review.windowDays }, calendar, pauses);
  if (window) return { is: 'running', window, onSilence: effectOfSilence(facts) };
  return question ? { is: 'stopped', question } : { is: 'off' };
}

/** Returns the zones of the deputies who could decide since the submission: they have the whole window as well. */
const zonesOf = (deputies: Approver['deputies'], { submittedAt }: Pick<KnownReview, 'submittedAt'>) =>
  deputies.filter(({ until }) => isSince(until, submittedAt)).map(({ zone }) => zone);

/** Whether a last day, YYYY-MM-DD, is not over at an instant, in any zone. */
export const isSince = (until: string, instant: string): boolean => addDays(until, 1) >= instant.slice(0, 10);

/**
 * Returns what silence means for a review. Nothing is accepted that a person could not approve, or that nobody
 * was able to decide on: then the end of the window is escalated instead.
 */
function effectOfSilence(facts: ReviewFacts): Silence {
  const { silence } = facts.review;
  if (silence !== 'accept') return silence;
  // only a coach decides about a stage (STG-2)
  if (facts.milestone.stage !== null) return 'escalate';
  return facts.approvers.length > 0 && approvable(facts).ok ? 'accept' : 'escalate';
}

/** Returns when a review was accepted by silence, though the schedule has not recorded it yet; undefined if it was not. */
export function silentlyAcceptedAt(facts: ReviewFacts, now: string): string | undefined {
  const clock = reviewClock(facts);
  if (clock.is !== 'running' || clock.onSilence !== 'accept' || clock.window.endsAt > now) return undefined;
  return clock.window.endsAt;
}
