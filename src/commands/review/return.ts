import * as z from 'zod';
import { returnedNews } from '../../../cards/views/news.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { decideReview } from '../../domain/review/review.ts';
import { needsToDecide } from '../../domain/review/seats.ts';
import { referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from '../plan/milestone.ts';

/** Returns a submission with a reason, as the policy's approver (APR-1). */
export const returnCommand = defineMilestoneCommand({
  name: 'return',
  synonyms: [{ words: 'reject' }],
  summary: 'Return a submitted milestone with a reason.',
  title: 'Return',
  submit: 'Return',
  examples: ['return 3 the pricing page is missing'],
  asksFirst: true,
  input: z.object({
    milestone: referenceSlot(),
    reason: textSlot('rest', 'Reason', { max: 1000 }, 'The pricing page is missing'),
  }),
  permit: needsToDecide,
  decide: (facts, { reason }, who, at) =>
    decideReview(facts, who, at, { type: 'returned', outcome: 'returned', note: reason }),
  done: ({ milestone, submittedBy }) =>
    `${milestoneName(milestone)} returned${submittedBy ? ` to ${submittedBy}` : ''}.`,
  news: (facts, who) => returnedNews(facts, who.person.name),
});
