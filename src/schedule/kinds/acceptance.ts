import { acceptanceOverCard, acceptanceReminderCard } from '../../../cards/views/review/reminder.ts';
import { loadReview } from '../../../db/queries/review/review.ts';
import { acceptanceClock, type DueReview } from '../../../db/queries/schedule/acceptance.ts';
import { placeOf } from '../../../db/queries/schedule/address.ts';
import type { Send } from '../../../db/queries/schedule/write.ts';
import type { ReviewFacts } from '../../domain/facts.ts';
import { governors } from '../../domain/project/access.ts';
import { acceptanceWindow } from '../../domain/review/acceptance.ts';
import { isOpenReview, isSince, reviewClock } from '../../domain/review/clock.ts';
import { activeDeputies, pendingApprovers } from '../../domain/review/seats.ts';
import type { ScheduledMessage } from '../../domain/rhythm/scheduled.ts';
import { addMinutes, todayIn } from '../../domain/time/dates.ts';
import { type Batch, type Due, defineKind, type Words } from '../define-kind.ts';
import { deferForQuietHours } from '../due.ts';
import { knownToReader } from '../for-room.ts';
import { card, idIn, nothing, sentAt } from '../worded.ts';

/**
 * The clock of reviews (APR-5): reviewers are reminded when half of the time is over and a working day before the
 * end. What the end leads to is decided in `src/schedule/end-reviews.ts`; those who run the project and the
 * approvers are told here.
 */
export const acceptance = defineKind(acceptanceClock, {
  due(review, batch) {
    if (review.endedAt !== null) return { sends: over(review, batch, review.endedAt), nextAt: null };
    const people = review.people ?? [];
    const window = acceptanceWindow(
      review.submittedAt,
      { days: review.windowDays },
      {
        zone: review.zone,
        holidays: review.holidays,
        reviewerZones: people.flatMap(({ decides, deputyUntil, zone }) =>
          zone && (decides || (deputyUntil !== null && isSince(deputyUntil, review.submittedAt)))
            ? [zone]
            : [],
        ),
      },
      review.pauses,
    );
    // a question is open: its answer starts the clock again
    if (!window) return { sends: [], nextAt: tryAgainAt(batch) };
    return reminders(review, batch, [window.halfAt, window.lastDayAt ?? window.halfAt], window.endsAt);
  },

  words: {
    acceptance: wordReview((facts, message, now) => {
      const clock = reviewClock(facts);
      if (clock.is === 'over') return nothing('its time is over');
      if (clock.is !== 'running') return nothing('its clock is stopped');
      const reviewer = pendingApprovers(facts).find(
        (one) =>
          one.id === message.personId ||
          activeDeputies(facts, one, now).some(({ id }) => id === message.personId),
      );
      if (!reviewer) return nothing('it waits for somebody else');
      const sent = sentAt(message.slot, now, reviewer.zone ?? facts.project.zone);
      return card(acceptanceReminderCard(facts, sent));
    }),
    acceptance_over: wordReview((facts, message, now) =>
      card(acceptanceOverCard(facts, sentAt(message.slot, now, facts.project.zone))),
    ),
  },
});

const retryMinutes = 5;

/** When to look again at what is not for this kind to do. */
const tryAgainAt = ({ now }: Batch) => addMinutes(now, retryMinutes);

/** Plans the latest reminder that is due and was not planned; `moments` are in order. */
function reminders(review: DueReview, batch: Batch, moments: readonly string[], endsAt: string): Due {
  const passed = moments.filter((moment) => moment <= batch.now).length;
  const next = moments[passed] ?? endsAt;
  const nextAt = next > batch.now ? next : tryAgainAt(batch);
  const slot = moments[passed - 1];
  if (slot === undefined || passed <= review.reminded) return { sends: [], nextAt };
  const today = todayIn(batch.now, review.zone);
  const reviewers = (review.people ?? []).filter(
    ({ decides, pending, deputyUntil }) =>
      (decides && pending) || (deputyUntil !== null && deputyUntil >= today),
  );
  return { sends: toPeople('acceptance', review, batch, slot, reviewers), nextAt, step: passed };
}

const over = (review: DueReview, batch: Batch, slot: string): Send[] =>
  toPeople(
    'acceptance_over',
    review,
    batch,
    slot,
    (review.people ?? []).filter(({ decides, role }) => decides || governors(review).includes(role)),
  );

const toPeople = (
  kind: Send['kind'],
  { id, projectId, milestoneId, zone }: DueReview,
  batch: Batch,
  slot: string,
  people: NonNullable<DueReview['people']>,
): Send[] =>
  people.map((person) => ({
    kind,
    target: `${id}/${person.personId}`,
    projectId,
    personId: person.personId,
    milestoneId,
    to: placeOf(person.address),
    ...batch.safely(
      () => deferForQuietHours(slot, { quiet: person.quiet, zone: person.zone ?? zone }, batch.now),
      { slot, notBefore: null },
    ),
  }));

/** Words a message about an open review. */
function wordReview(
  say: (facts: ReviewFacts, message: ScheduledMessage, now: string) => ReturnType<typeof card>,
): Words {
  return async (tx, message, now) => {
    const loaded = await loadReview(tx, idIn(message.target));
    if (!loaded) return nothing('it no longer exists');
    const facts = await knownToReader(tx, message, loaded);
    return isOpenReview(facts) ? say(facts, message, now) : nothing('somebody has decided');
  };
}
