import * as z from 'zod';
import { alterMilestone } from '../../domain/facts.ts';
import { ok } from '../../domain/outcome.ts';
import { milestoneName, moveStates, requireState } from '../../domain/plan/transitions.ts';
import { needs, starters } from '../../domain/project/access.ts';
import { referenceSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from './milestone.ts';

/** Starts an upcoming milestone (MODEL-3). */
export const start = defineMilestoneCommand({
  name: 'start',
  summary: 'Start work on a milestone.',
  examples: ['start 3'],
  input: z.object({ milestone: referenceSlot() }),
  permit: (who) => needs(who, starters),
  decide(facts) {
    const allowed = requireState(facts.milestone, facts.project.policies, ...moveStates.start);
    if (!allowed.ok) return allowed;
    return ok(alterMilestone(facts, { type: 'started' }, { status: 'in_progress' }));
  },
  done: ({ milestone }) => `${milestoneName(milestone)} is in progress.`,
});
