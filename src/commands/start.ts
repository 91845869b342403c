import * as z from 'zod';
import { contributors, needs } from '../domain/access.ts';
import { alter } from '../domain/facts.ts';
import { ok } from '../domain/outcome.ts';
import { mustBe, nameOf } from '../domain/transitions.ts';
import { defineMilestoneCommand } from './milestone.ts';
import { referenceSlot } from './slot.ts';

/** MODEL-3: upcoming to in progress. */
export const start = defineMilestoneCommand({
  name: 'start',
  summary: 'Begin work on a milestone.',
  examples: ['start 3'],
  input: z.object({ milestone: referenceSlot() }),
  permit: (who) => needs(who, contributors),
  decide(facts) {
    const allowed = mustBe(facts.milestone, facts.project.policies, 'upcoming');
    if (!allowed.ok) return allowed;
    return ok(alter(facts, { type: 'started' }, { status: 'in_progress' }));
  },
  done: ({ milestone }) => `${nameOf(milestone)} is in progress.`,
});
