import * as z from 'zod';
import { contributors, needs } from '../domain/access.ts';
import { alter } from '../domain/facts.ts';
import { ok } from '../domain/outcome.ts';
import { mustBe, nameOf } from '../domain/transitions.ts';
import { defineMilestoneCommand } from './milestone.ts';
import { referenceSlot } from './slot.ts';

/** MODEL-3: blocked to in progress. */
export const unblock = defineMilestoneCommand({
  name: 'unblock',
  summary: 'Say that a milestone can go on.',
  examples: ['unblock 2'],
  input: z.object({ milestone: referenceSlot() }),
  permit: (who) => needs(who, contributors),
  decide(facts) {
    const allowed = mustBe(facts.milestone, facts.project.policies, 'blocked');
    if (!allowed.ok) return allowed;
    const set = { status: 'in_progress', blockedReason: null, blockedBy: null } as const;
    return ok(alter(facts, { type: 'unblocked' }, set));
  },
  done: ({ milestone }) => `${nameOf(milestone)} is in progress again.`,
});
