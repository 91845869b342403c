import * as z from 'zod';
import { alterMilestone } from '../../domain/facts.ts';
import { alreadyDone, ok, rule } from '../../domain/outcome.ts';
import type { Review } from '../../domain/plan/milestone.ts';
import { needsToStep, startFirst, stepLine } from '../../domain/plan/start-first.ts';
import { milestoneName, moveStates, requireState } from '../../domain/plan/transitions.ts';
import { contributors } from '../../domain/project/access.ts';
import { shownDemo } from '../../domain/review/demo.ts';
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
    const { milestone, project, submittedBy } = facts;
    if (project.policies.approver === 'nobody') {
      return rule(
        'Milestones of this project need no approval.',
        `Type “done ${milestone.number}” when it is finished.`,
        { label: 'Done', command: 'done', input: { milestone: String(milestone.number) } },
      );
    }
    if (milestone.submittedAt)
      return alreadyDone(`${milestoneName(milestone)} was submitted`, submittedBy, milestone.submittedAt);
    return startFirst(facts, { who, today: at.today }, (started) => {
      const allowed = requireState(started.milestone, project.policies, ...moveStates.submit);
      if (!allowed.ok) return allowed;
      const shown = shownDemo(started);
      if (!shown.ok) return shown;
      const row: Review = {
        id: at.newId(),
        projectId: project.id,
        milestoneId: milestone.id,
        submittedById: who.person.id,
        submittedAt: at.now,
        outcome: 'open',
        decidedById: null,
        decidedForId: null,
        decidedAt: null,
        note: null,
        windowDays: project.policies.acceptanceDays,
        silence: project.policies.silence,
        endedAt: null,
        endedAs: null,
      };
      const set = { submittedAt: at.now, submittedById: who.person.id };
      const next = {
        submittedBy: who.person.name,
        review: { ...row, decidedBy: null, decidedFor: null, questions: [], approvals: [] },
      };
      return ok(alterMilestone(started, { type: 'submitted' }, set, next, [{ add: 'review', row }]));
    });
  },
  done: ({ milestone }, _input, events) =>
    stepLine(milestone, events, {
      step: 'submitted',
      otherwise: `${milestoneName(milestone)} submitted for approval.`,
    }),
  announces: ({ review }) => (review ? { kind: 'review', id: review.id } : undefined),
});
