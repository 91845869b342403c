import type { MilestoneFacts } from '../domain/facts.ts';
import type { Evidence } from '../domain/plan/milestone.ts';
import { isMet } from '../domain/review/evidence.ts';
import { personRef } from './resource.ts';

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
    item: item ? `${milestone.number}.${item.number}` : null,
    addedBy: personRef(piece.addedById, null),
    addedAt: piece.addedAt,
  };
}

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
    note: review.note,
  };
}
