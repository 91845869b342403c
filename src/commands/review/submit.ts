import * as z from 'zod';
import { rule } from '../../domain/outcome.ts';
import { needsToStep, stepLine } from '../../domain/plan/start-first.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { contributors } from '../../domain/project/access.ts';
import { submitForApproval } from '../../domain/review/submission.ts';
import { referenceSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from '../plan/milestone.ts';

/** Submits a milestone for approval (APR-1). */
export const submit = defineMilestoneCommand({
  name: 'submit',
  summary: 'Ask for approval of a milestone.',
  examples: ['submit 3'],
  input: z.object({ milestone: referenceSlot() }),
  permit: (who, facts) => needsToStep(who, facts, contributors),
  decide(facts, _input, who, at) {
    const { milestone, project } = facts;
    if (project.policies.approver === 'nobody') {
      return rule(
        'Milestones of this project need no approval.',
        `Type “done ${milestone.number}” when it is finished.`,
        { label: 'Done', command: 'done', input: { milestone: String(milestone.number) } },
      );
    }
    return submitForApproval(facts, who, at);
  },
  done: ({ milestone }, _input, events) =>
    stepLine(milestone, events, {
      step: 'submitted',
      otherwise: `${milestoneName(milestone)} submitted for approval.`,
    }),
  announces: ({ review }) => (review ? { kind: 'review', id: review.id } : undefined),
});
