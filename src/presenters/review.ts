import type { MilestoneFacts } from '../domain/facts.ts';
import type { Evidence } from '../domain/plan/milestone.ts';
import type { Project } from '../domain/project/project.ts';
import type { Deputy } from '../domain/review/approval.ts';
import { isMet } from '../domain/review/evidence.ts';
import type { Quote } from '../domain/review/quote.ts';
import { personRef, projectRef, type Resource } from './resource.ts';

/** A piece of evidence; `item` is the number of the criterion that it speaks for, `met` whether a metric reaches its target. */
export function evidenceOf(
  piece: Evidence,
  { milestone, items }: Pick<MilestoneFacts, 'milestone' | 'items'>,
) {
  const item = items.find(({ id }) => id === piece.itemId);
  return {
    kind: piece.kind,
    title: piece.title,
    url: piece.url,
    value: piece.value,
    target: piece.target,
    met: isMet(piece) ?? null,
    quotes: piece.quote ? quoteOf(piece.quote) : null,
    item: item ? `${milestone.number}.${item.number}` : null,
    addedBy: personRef(piece.addedById, null),
    addedAt: piece.addedAt,
  };
}

/** The message that evidence quotes; `changed` says what became of it since, null while it says the same. */
const quoteOf = ({ author, isApp, at, excerpt, permalink, changed }: Quote) => ({
  author,
  isApp,
  at,
  excerpt,
  permalink,
  changed,
});

/** The last submission and its outcome; null where there was none. */
export function reviewOf({ milestone, review, submittedBy }: MilestoneFacts) {
  if (!review) return null;
  const name = review.submittedById === milestone.submittedById ? submittedBy : null;
  return {
    outcome: review.outcome,
    submittedBy: personRef(review.submittedById, name),
    submittedAt: review.submittedAt,
    decidedBy: personRef(review.decidedById, review.decidedBy),
    decidedAt: review.decidedAt,
    decidedFor: personRef(review.decidedForId, review.decidedFor),
    note: review.note,
    windowDays: review.windowDays,
    silence: review.windowDays === null ? null : review.silence,
    endedAt: review.endedAt,
    endedAs: review.endedAs,
    questions: review.questions.map((one) => ({
      text: one.text,
      askedBy: personRef(one.askedById, one.askedBy),
      askedAt: one.askedAt,
      answer: one.answer,
      answeredBy: personRef(one.answeredById, one.answeredBy),
      answeredAt: one.answeredAt,
    })),
    approvals: review.approvals.map((one) => ({
      person: personRef(one.personId, one.person),
      by: personRef(one.byId, one.by),
      note: one.note,
      at: one.at,
    })),
  };
}

/** Who decides in somebody's name, and the last day on which they can; null when nobody does. */
export const deputyResource = (
  project: Project,
  deputy: (Deputy & { name: string }) | undefined,
  today: string,
): Resource => ({
  project: projectRef(project),
  deputy:
    deputy && deputy.until >= today
      ? { person: personRef(deputy.deputyId, deputy.name), until: deputy.until }
      : null,
});
