import * as z from 'zod';
import { alterMilestone } from '../../domain/facts.ts';
import { clearedKeys } from '../../domain/health/blocker.ts';
import { clearanceChanges } from '../../domain/health/blocking.ts';
import { ok } from '../../domain/outcome.ts';
import { milestoneName, moveStates, requireState } from '../../domain/plan/transitions.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { referenceSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from '../plan/milestone.ts';

/** Unblocks a milestone and clears all of its blockers (MODEL-3). */
export const unblock = defineMilestoneCommand({
  name: 'unblock',
  summary: 'Mark a milestone as no longer blocked.',
  examples: ['unblock 2'],
  input: z.object({ milestone: referenceSlot() }),
  permit: (who) => needs(who, contributors),
  decide(facts, _input, who, at) {
    const allowed = requireState(facts.milestone, facts.project.policies, ...moveStates.unblock);
    if (!allowed.ok) return allowed;
    const { blockers } = facts;
    const over = clearanceChanges(blockers, { clearedById: who.person.id, clearedAt: at.now });
    const event = { type: 'unblocked', before: clearedKeys(blockers) } as const;
    return ok(alterMilestone(facts, event, { status: 'in_progress' }, { blockers: [] }, over));
  },
  done: ({ milestone }) => `${milestoneName(milestone)} is in progress again.`,
});
