import * as z from 'zod';
import { letterCard } from '../../../cards/views/customer/letters.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, planners } from '../../domain/project/access.ts';
import { referenceSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadLetter, requireTrue } from './letter-facts.ts';

/** Drafts the kickoff message of a milestone from the plan; nothing is sent. */
export const kickoff = defineCommand({
  name: 'kickoff',
  summary: 'Draft the message that tells the customer what a milestone brings.',
  examples: ['kickoff 2'],
  input: z.object({ milestone: referenceSlot() }),
  load: (tx, { milestone }, who, { today }) => loadLetter(tx, who, milestone, today),
  permit: (who, { project }) => needs(who, planners(project)),
  decide(facts) {
    const letter = requireTrue('kickoff', facts);
    return letter.ok ? ok({ changes: [], events: [], next: letter.value }) : letter;
  },
  view: (facts) => letterCard('kickoff', facts),
});
