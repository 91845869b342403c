import * as z from 'zod';
import { approvedNews } from '../../../cards/views/news.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { approvable } from '../../domain/review/approvable.ts';
import { decideReview } from '../../domain/review/review.ts';
import { needsToDecide } from '../../domain/review/seats.ts';
import { referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand, requestRetrospective } from '../plan/milestone.ts';

/** Approves a submission as the policy's approver; the milestone is done (APR-1, APR-4). */
export const approve = defineMilestoneCommand({
  name: 'approve',
  synonyms: [{ words: 'accept' }],
  summary: 'Approve a submitted milestone.',
  examples: ['approve 3 great work'],
  asksFirst: true,
  input: z.object({
    milestone: referenceSlot(),
    note: textSlot('rest', 'Note', { max: 1000 }).optional(),
  }),
  permit: needsToDecide,
  decide(facts, { note }, who, at) {
    const decided = decideReview(facts, who, at, { type: 'approved', outcome: 'approved', note });
    if (!decided.ok) return decided;
    const ready = approvable(facts);
    return ready.ok ? decided : ready;
  },
  done: ({ milestone }) =>
    milestone.status === 'done'
      ? `${milestoneName(milestone)} approved.`
      : `You approved ${milestoneName(milestone)}. It needs more approvals.`,
  requests: (facts) => (facts.milestone.status === 'done' ? requestRetrospective(facts) : undefined),
  news: (facts, who) =>
    facts.milestone.status === 'done' ? approvedNews(facts, who.person.name) : undefined,
});
