import * as z from 'zod';
import type { Change } from '../../domain/change.ts';
import { alterMilestone, type MilestoneFacts } from '../../domain/facts.ts';
import { clearedKeys } from '../../domain/health/blocker.ts';
import { clearanceChanges } from '../../domain/health/blocking.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand, requestRetrospective } from './milestone.ts';

/** Drops a milestone from the plan; its number and history stay (MODEL-8). */
export const drop = defineMilestoneCommand({
  name: 'drop',
  synonyms: [{ words: 'delete' }, { words: 'remove' }],
  summary: 'Remove a milestone from the plan.',
  title: 'Drop',
  submit: 'Drop',
  examples: ['drop 3 the customer no longer needs it'],
  offersUndo: true,
  input: z.object({ milestone: referenceSlot(), reason: textSlot('rest', 'Reason', { max: 500 }) }),
  permit: (who, { project }) => needs(who, governors(project)),
  decide(facts, { reason }, who, at) {
    if (facts.children.length > 0) {
      const names = facts.children.map(milestoneName).join('; ');
      return rule(`It has milestones below it: ${names}.`, 'Drop or move them first.');
    }
    const set = { droppedAt: at.now, dropReason: reason, submittedAt: null, submittedById: null };
    const { blockers } = facts;
    const event = { type: 'dropped', note: reason, before: clearedKeys(blockers) } as const;
    const over = [
      ...closed(facts, who.person.id, at.now),
      ...clearanceChanges(blockers, { clearedById: who.person.id, clearedAt: at.now }),
    ];
    return ok(alterMilestone(facts, event, set, { blockers: [] }, over));
  },
  done: ({ milestone }) => `${milestoneName(milestone)} dropped.`,
  requests: requestRetrospective,
});

/** Closes the open review of a dropped milestone. */
function closed({ review }: MilestoneFacts, decidedById: string, decidedAt: string): Change[] {
  if (review?.outcome !== 'open') return [];
  return [{ alter: 'review', id: review.id, set: { outcome: 'recalled', decidedById, decidedAt } }];
}
