import * as z from 'zod';
import { alterMilestone } from '../../domain/facts.ts';
import { ok } from '../../domain/outcome.ts';
import { milestoneName, moveStates, requireState } from '../../domain/plan/transitions.ts';
import { deciders, needs } from '../../domain/project/access.ts';
import { referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from '../plan/milestone.ts';

/** Reopens a done milestone with a reason, as the approver (MODEL-3). */
export const reopen = defineMilestoneCommand({
  name: 'reopen',
  summary: 'Reopen a finished milestone.',
  title: 'Reopen',
  submit: 'Reopen',
  examples: ['reopen 3 the demo failed on phones'],
  input: z.object({ milestone: referenceSlot(), reason: textSlot('rest', 'Reason', { max: 500 }) }),
  permit: (who, { project }) => needs(who, deciders(project.policies)),
  decide(facts, { reason }) {
    const allowed = requireState(facts.milestone, facts.project.policies, ...moveStates.reopen);
    if (!allowed.ok) return allowed;
    const set = { status: 'in_progress', doneAt: null, doneById: null } as const;
    return ok(alterMilestone(facts, { type: 'reopened', note: reason }, set, { doneBy: null }));
  },
  done: ({ milestone }) => `${milestoneName(milestone)} is open again.`,
});
