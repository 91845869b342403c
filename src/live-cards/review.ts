import { reviewActions, reviewView } from '../../cards/views/review/review.ts';
import { loadReview } from '../../db/queries/review/review.ts';
import { defineLiveCard } from './define.ts';

/** A submission with what there is to decide on, and its outcome (APR-1). */
export const review = defineLiveCard({
  kind: 'review',
  forCustomer: 'same',
  load: loadReview,
  view: reviewView,
  actions: reviewActions,
});
