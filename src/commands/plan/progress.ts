import * as z from 'zod';
import { alterMilestone } from '../../domain/facts.ts';
import { ok } from '../../domain/outcome.ts';
import type { Update } from '../../domain/plan/milestone.ts';
import { needsToStep, startFirst } from '../../domain/plan/start-first.ts';
import { milestoneName, moveStates, requireState } from '../../domain/plan/transitions.ts';
import { contributors } from '../../domain/project/access.ts';
import { percentWords } from '../../domain/text/wording.ts';
import { numberSlot, referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand, stageOf } from './milestone.ts';

/** Reports a milestone's progress, and starts it if need be (GOAL-2, MODEL-7). */
export const progress = defineMilestoneCommand({
  name: 'progress',
  summary: 'Report progress on a milestone.',
  title: 'Report progress',
  submit: 'Report',
  examples: ['progress 3 60 OAuth flow works'],
  input: z.object({
    milestone: referenceSlot(),
    percent: numberSlot('place', 'Percent', { min: 0, max: 100 }, '60'),
    note: textSlot('rest', 'Note', { max: 1000 }, 'OAuth flow works').optional(),
  }),
  permit: (who, facts) => needsToStep(who, facts, contributors),
  opened: ({ milestone, review, lastUpdate }) => ({
    on: [...stageOf(milestone, review), lastUpdate?.id ?? null],
    milestoneId: milestone.id,
  }),
  decide(facts, { percent, note }, who, at) {
    const { milestone, project } = facts;
    const row: Update = {
      id: at.newId(),
      projectId: project.id,
      milestoneId: milestone.id,
      percent,
      note: note ?? null,
      authorId: who.person.id,
      at: at.now,
    };
    const next = { lastUpdate: { ...row, author: who.person.name } };
    return startFirst(facts, { who, today: at.today }, (started) => {
      const allowed = requireState(started.milestone, project.policies, ...moveStates.progress);
      if (!allowed.ok) return allowed;
      const event = { type: 'progressed', note } as const;
      return ok(alterMilestone(started, event, { percent }, next, [{ add: 'update', row }]));
    });
  },
  done({ milestone }, _input, events) {
    const hasStarted = events.some(({ type }) => type === 'started');
    return `${hasStarted ? 'Started: ' : ''}${milestoneName(milestone)} is at ${percentWords(milestone.percent ?? 0)}.`;
  },
});
