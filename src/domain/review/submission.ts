import type { Decision } from '../change.ts';
import { alterMilestone, type MilestoneFacts } from '../facts.ts';
import { alreadyDone, type Outcome, ok } from '../outcome.ts';
import type { Review } from '../plan/milestone.ts';
import { startFirst } from '../plan/start-first.ts';
import { milestoneName, moveStates, requireState } from '../plan/transitions.ts';
import type { Who } from '../project/access.ts';
import { shownDemo } from './demo.ts';

/** Submits a milestone for approval, and starts it first if need be (APR-1). `today` is YYYY-MM-DD. */
export function submitForApproval(
  facts: MilestoneFacts,
  who: Who,
  at: { now: string; today: string; newId: () => string },
): Outcome<Decision<MilestoneFacts>> {
  const { milestone, project, submittedBy } = facts;
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
}
