import type { Decision } from '../change.ts';
import { alterMilestone, type MilestoneFacts, type ReviewFacts } from '../facts.ts';
import { isOpenReview, reviewClock } from './clock.ts';
import { endReview } from './review.ts';

/**
 * Decides what the clock does with a review at an instant (APR-5); undefined while its window is open, or once
 * somebody has decided. The caller must have locked the project, so that a review ends once.
 */
export function endBySilence(facts: ReviewFacts, now: string): Decision<MilestoneFacts> | undefined {
  const clock = reviewClock(facts);
  if (!isOpenReview(facts) || clock.is !== 'running' || clock.window.endsAt > now) return undefined;
  const { endsAt } = clock.window;
  const ended = { endedAt: endsAt, endedAs: clock.onSilence, clockAt: now } as const;
  if (clock.onSilence === 'accept') {
    return endReview(
      facts,
      { type: 'silently_accepted' },
      { ...ended, outcome: 'approved', at: endsAt, by: null },
    );
  }
  const { review } = facts;
  const type = clock.onSilence === 'stop' ? 'silence_stopped' : 'silence_escalated';
  return alterMilestone(facts, { type }, {}, { review: { ...review, ...ended } }, [
    { alter: 'review', id: review.id, set: ended },
  ]);
}
