import * as z from 'zod';
import { alterMilestone } from '../../domain/facts.ts';
import { ok } from '../../domain/outcome.ts';
import type { Update } from '../../domain/plan/milestone.ts';
import { milestoneName, requireState } from '../../domain/plan/transitions.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { numberSlot, referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from './milestone.ts';

/** Reports a milestone's progress, and starts it if need be (GOAL-2, MODEL-7). */
export const progress = defineMilestoneCommand({
  name: 'progress',
  summary: 'Say how far a milestone is.',
  title: 'Report progress',
  submit: 'Report',
  examples: ['progress 3 60 OAuth flow works'],
  input: z.object({
    milestone: referenceSlot(),
    percent: numberSlot('place', 'Percent', { min: 0, max: 100 }, '60'),
    note: textSlot('rest', 'Note', { max: 1000 }, 'OAuth flow works').optional(),
  }),
  permit: (who) => needs(who, contributors),
  decide(facts, { percent, note }, who, at) {
    const { milestone, project } = facts;
    const allowed = requireState(
      milestone,
      project.policies,
      'upcoming',
      'in_progress',
      'blocked',
      'submitted',
    );
    if (!allowed.ok) return allowed;
    const row: Update = {
      id: at.newId(),
      projectId: project.id,
      milestoneId: milestone.id,
      percent,
      note: note ?? null,
      authorId: who.person.id,
      at: at.now,
    };
    const status = milestone.status === 'upcoming' ? 'in_progress' : milestone.status;
    const next = { lastUpdate: { ...row, author: who.person.name } };
    return ok(
      alterMilestone(facts, { type: 'progressed', note }, { percent, status }, next, [
        { add: 'update', row },
      ]),
    );
  },
  done: ({ milestone }) => `${milestoneName(milestone)} is at ${milestone.percent}%.`,
});
