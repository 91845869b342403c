import * as z from 'zod';
import { awaitedNames } from '../../../cards/views/review/standing.ts';
import { ok } from '../../domain/outcome.ts';
import { needsToStep, startFirst } from '../../domain/plan/start-first.ts';
import { milestoneName, moveStates, requireState } from '../../domain/plan/transitions.ts';
import { contributors } from '../../domain/project/access.ts';
import { reportProgress } from '../../domain/review/report.ts';
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
  opened: ({ milestone, review, lastUpdate, report }) => ({
    on: [...stageOf(milestone, review), lastUpdate?.id ?? null, report?.id ?? null],
    milestoneId: milestone.id,
  }),
  decide(facts, { percent, note }, who, at) {
    return startFirst(facts, { who, today: at.today }, (started) => {
      const allowed = requireState(started.milestone, facts.project.policies, ...moveStates.progress);
      return allowed.ok ? ok(reportProgress(started, who, at, { percent, note })) : allowed;
    });
  },
  done({ milestone, approvers }, { percent }, events) {
    const hasStarted = events.some(({ type }) => type === 'started');
    if (events.some(({ type }) => type === 'update_reported'))
      return `${hasStarted ? 'Started: ' : ''}${milestoneName(milestone)}: ${percentWords(percent)} reported, waits for ${awaitedNames(approvers)}. It counts once it is approved.`;
    return `${hasStarted ? 'Started: ' : ''}${milestoneName(milestone)} is at ${percentWords(milestone.percent ?? 0)}.`;
  },
});
