import * as z from 'zod';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs } from '../../domain/project/access.ts';
import { decideReport } from '../../domain/review/report.ts';
import { stageDeciders } from '../../domain/stages/roles.ts';
import { percentWords } from '../../domain/text/wording.ts';
import { referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from '../plan/milestone.ts';
import { tellAuthor } from './decide-report.ts';

/** Approves a progress update of a coached company as its coach; its figures count from then on (APR-7). */
export const approveUpdate = defineMilestoneCommand({
  name: 'approve-update',
  summary: 'Approve the progress that was reported on a stage or a task.',
  examples: ['approve update 6', 'approve update 6 well done'],
  asksFirst: true,
  input: z.object({
    milestone: referenceSlot(),
    note: textSlot('rest', 'Note', { max: 1000 }).optional(),
  }),
  permit: (who) => needs(who, stageDeciders),
  decide: (facts, { note }, who, { now }) => decideReport(facts, who, now, { is: 'approved', reason: note }),
  done: ({ milestone }) =>
    `Update approved: ${milestoneName(milestone)} is at ${percentWords(milestone.percent ?? 0)}.`,
  requests: tellAuthor,
});
