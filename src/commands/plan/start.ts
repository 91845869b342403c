import * as z from 'zod';
import { needsToOverride, startOf } from '../../domain/plan/holds.ts';
import { milestoneName, moveStates, requireState } from '../../domain/plan/transitions.ts';
import { needs, starters } from '../../domain/project/access.ts';
import { referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from './milestone.ts';

/** Starts an upcoming milestone; a reason overrides what holds it (MODEL-3). */
export const start = defineMilestoneCommand({
  name: 'start',
  summary: 'Start work on a milestone.',
  title: 'Start',
  submit: 'Start',
  examples: ['start 3', 'start 3 reason:"the customer wants to see it first"'],
  input: z.object({
    milestone: referenceSlot(),
    reason: textSlot('key', 'Reason to start it anyway', { max: 500 }).optional(),
    // the button of the refusal, which opens the form for the reason
    anyway: z.literal('yes').optional(),
  }),
  permit: (who, facts, { reason, anyway }) =>
    needs(who, starters) ?? (reason === undefined && !anyway ? undefined : needsToOverride(who, facts)),
  lacks: ({ anyway, reason }) => (anyway && reason === undefined ? ['reason'] : []),
  decide(facts, { reason }, who, { today }) {
    const allowed = requireState(facts.milestone, facts.project.policies, ...moveStates.start);
    return allowed.ok ? startOf(facts, { who, today, reason }) : allowed;
  },
  done({ milestone }, _input, [event]) {
    const despite = event?.type === 'started' ? event.after?.despite : undefined;
    return `${milestoneName(milestone)} is in progress${despite === undefined ? '' : `, although ${despite}`}.`;
  },
});
