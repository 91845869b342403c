import type { Decision } from '../change.ts';
import { alterMilestone, type MilestoneFacts } from '../facts.ts';
import { type Outcome, ok, rule } from '../outcome.ts';
import { milestoneName } from '../plan/transitions.ts';
import type { Who } from '../project/access.ts';
import { reviewClock } from './clock.ts';
import { type KnownQuestion, openQuestion, type Question } from './question.ts';
import { inNameOf, openReview, seatOf } from './review.ts';

/** Asks the question of a reviewer. The clock of the review stops, unless its time is over already. */
export function askForMore(
  facts: MilestoneFacts,
  who: Who,
  at: { now: string; newId: () => string },
  text: string,
): Outcome<Decision<MilestoneFacts>> {
  const found = openReview(facts, at.now);
  if (!found.ok) return found;
  const { review, milestone } = found.value;
  const open = openQuestion(review);
  const input = { milestone: String(milestone.number) };
  if (open)
    return rule(
      `${open.askedBy ?? 'Somebody'} has asked already: “${open.text}”.`,
      'You can ask again after the answer.',
      { label: 'Answer', command: 'answer-review', input },
    );
  const seat = seatOf(facts, who, at.now);
  if (!seat.ok) return seat;
  const clock = reviewClock(found.value);
  const row: Question = {
    id: at.newId(),
    projectId: milestone.projectId,
    reviewId: review.id,
    text,
    askedById: who.person.id,
    askedAt: at.now,
    stopsClock: clock.is === 'running' && clock.window.endsAt > at.now,
    answer: null,
    answeredById: null,
    answeredAt: null,
  };
  const asked: KnownQuestion = { ...row, askedBy: who.person.name, answeredBy: null };
  const next = { review: { ...review, questions: [...review.questions, asked] } };
  const event = { type: 'asked_for_more', note: text, after: inNameOf(seat.value, who.person) } as const;
  return ok(alterMilestone(facts, event, {}, next, [{ add: 'question', row }]));
}

/** Answers the open question of a review; the schedule computes its clock again. */
export function answerQuestion(
  facts: MilestoneFacts,
  who: Who,
  at: { now: string },
  answer: string,
): Outcome<Decision<MilestoneFacts>> {
  const found = openReview(facts, at.now);
  if (!found.ok) return found;
  const { review, milestone } = found.value;
  const open = openQuestion(review);
  if (!open) return rule(`Nobody has asked about ${milestoneName(milestone)}.`);
  const set = { answer, answeredById: who.person.id, answeredAt: at.now };
  const questions = review.questions.map((one) =>
    one === open ? { ...one, ...set, answeredBy: who.person.name } : one,
  );
  return ok(
    alterMilestone(
      facts,
      { type: 'question_answered', note: answer },
      {},
      { review: { ...review, questions } },
      [
        { alter: 'question', id: open.id, set },
        { alter: 'review', id: review.id, set: { clockAt: null } },
      ],
    ),
  );
}
