import * as z from 'zod';
import { rule } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { decideReview } from '../../domain/review/review.ts';
import { referenceSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from '../plan/milestone.ts';

/** Takes a submission back, as the submitter or an owner (APR-1). */
export const recall = defineMilestoneCommand({
  name: 'recall',
  summary: 'Take back a submission.',
  examples: ['recall 3'],
  input: z.object({ milestone: referenceSlot() }),
  permit: (who) => needs(who, contributors),
  decide(facts, _input, who, at) {
    const { milestone, submittedBy } = facts;
    if (milestone.submittedAt && milestone.submittedById !== who.person.id && who.role !== 'owner') {
      return rule(`Only ${submittedBy ?? 'the submitter'} or an owner can take this submission back.`);
    }
    return decideReview(facts, who, at, { type: 'recalled', outcome: 'recalled' });
  },
  done: ({ milestone }) => `Submission of ${milestoneName(milestone)} taken back.`,
});
