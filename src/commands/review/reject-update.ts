import * as z from 'zod';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs } from '../../domain/project/access.ts';
import { decideReport } from '../../domain/review/report.ts';
import { stageDeciders } from '../../domain/stages/roles.ts';
import { referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from '../plan/milestone.ts';
import { tellAuthor } from './decide-report.ts';

/** Rejects a progress update of a coached company with a reason, as its coach (APR-7). */
export const rejectUpdate = defineMilestoneCommand({
  name: 'reject-update',
  summary: 'Reject the progress that was reported on a stage or a task, with a reason.',
  title: 'Reject the update',
  submit: 'Reject',
  examples: ['reject update 6 only four of ten calls were made'],
  asksFirst: true,
  input: z.object({
    milestone: referenceSlot(),
    reason: textSlot('rest', 'Reason', { max: 1000 }, 'Only four of ten calls were made'),
  }),
  permit: (who) => needs(who, stageDeciders),
  decide: (facts, { reason }, who, { now }) => decideReport(facts, who, now, { is: 'rejected', reason }),
  done: ({ milestone, report }) =>
    `Update on ${milestoneName(milestone)} rejected.${report ? ` ${report.author} is told why.` : ''}`,
  requests: tellAuthor,
});
