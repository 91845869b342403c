import * as z from 'zod';
import { doneNews } from '../../../cards/views/news.ts';
import { awaitedNames } from '../../../cards/views/review/standing.ts';
import { roleWords } from '../../../cards/views/words.ts';
import { alterMilestone } from '../../domain/facts.ts';
import { clearedKeys } from '../../domain/health/blocker.ts';
import { clearanceChanges } from '../../domain/health/blocking.ts';
import { alreadyDone, ok, refuse } from '../../domain/outcome.ts';
import { needsToStep, startFirst, stepLine } from '../../domain/plan/start-first.ts';
import { milestoneName, moveStates, requireState, stateLabel } from '../../domain/plan/transitions.ts';
import { contributors } from '../../domain/project/access.ts';
import { shownDemo } from '../../domain/review/demo.ts';
import { submitForApproval } from '../../domain/review/submission.ts';
import { isTask } from '../../domain/stages/task.ts';
import { referenceSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand, requestRetrospective } from './milestone.ts';

/**
 * Marks a milestone done where the policy needs no approval (MODEL-3). A task of a coached company waits for its coach
 * (APR-7).
 */
export const done = defineMilestoneCommand({
  name: 'done',
  synonyms: [{ words: 'complete' }, { words: 'finish' }, { words: 'close' }],
  summary: 'Mark a milestone done; a task of a company then waits for its coach.',
  examples: ['done 3'],
  offersUndo: true,
  input: z.object({ milestone: referenceSlot() }),
  permit: (who, facts) => needsToStep(who, facts, contributors),
  decide(facts, _input, who, at) {
    const { milestone, project, doneBy } = facts;
    const name = milestoneName(milestone);
    if (milestone.status === 'done' && milestone.doneAt)
      return alreadyDone(`${name} was finished`, doneBy, milestone.doneAt);
    if (project.policies.approver !== 'nobody' && isTask(facts)) return submitForApproval(facts, who, at);
    if (project.policies.approver !== 'nobody' && !milestone.submittedAt) {
      const hint = `The ${roleWords[project.policies.approver]} approves milestones of this project. Ask for approval with “submit ${milestone.number}”.`;
      const allowed = milestone.status === 'blocked' ? [] : ['submit'];
      const number = milestone.number;
      return refuse({
        is: 'wrong_status',
        name,
        status: stateLabel(milestone),
        allowed,
        milestone: number,
        hint,
      });
    }
    return startFirst(facts, { who, today: at.today }, (started) => {
      const allowed = requireState(started.milestone, project.policies, ...moveStates.done);
      if (!allowed.ok) return allowed;
      const shown = shownDemo(started);
      if (!shown.ok) return shown;
      const set = { status: 'done', doneAt: at.now, doneById: who.person.id } as const;
      const { blockers } = started;
      const over = clearanceChanges(blockers, { clearedById: who.person.id, clearedAt: at.now });
      const event = { type: 'done', before: clearedKeys(blockers) } as const;
      return ok(alterMilestone(started, event, set, { doneBy: who.person.name, blockers: [] }, over));
    });
  },
  done: ({ milestone, approvers }, _input, events) =>
    milestone.submittedAt
      ? `${milestoneName(milestone)} is finished and waits for ${awaitedNames(approvers)}. It counts once it is approved.`
      : stepLine(milestone, events, { step: 'finished', otherwise: `${milestoneName(milestone)} is done.` }),
  requests: requestRetrospective,
  news: (facts, who) => (facts.milestone.submittedAt ? undefined : doneNews(facts, who.person.name)),
  announces: ({ milestone, review }) =>
    milestone.submittedAt && review ? { kind: 'review', id: review.id } : undefined,
});
