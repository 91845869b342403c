import * as z from 'zod';
import { type TrialFacts, whatIfCard } from '../../../cards/views/scope/what-if.ts';
import type { Decision } from '../../domain/change.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { textSlot } from '../../grammar/slot.ts';
import { whatIfResource } from '../../presenters/scope.ts';
import { defineCommand } from '../../runner/define.ts';

/** Tries commands without saving anything, and shows what would differ (SCP-5). The runner carries them out. */
export const whatIf = defineCommand({
  name: 'what-if',
  summary: 'Try commands without saving: see what would change.',
  title: 'What if',
  submit: 'Try',
  examples: ['what if edit 3 due:"in 2 weeks"', 'what if drop 4 not needed; edit 3 due:friday'],
  input: z.object({
    lines: textSlot(
      'rest',
      'Commands to try',
      { max: 1500, rephrased: true, commands: true },
      'edit 3 share:30; drop 4',
    ),
    // what was shown; with it, the commands are carried out
    figures: textSlot('key', 'What was shown', { max: 20, hidden: true }).optional(),
  }),
  tries: ({ figures }) => ({ figures }),
  load: async (_tx, _input, { project }) => ok({ project }),
  permit: (who) => needs(who, viewers),
  // the runner tries the lines in its place, and gives what they did to `view`
  decide: (): Outcome<Decision<TrialFacts>> => rule('Nothing was tried.'),
  view: (facts, _who, at) => whatIfCard(facts, at),
  resource: whatIfResource,
});
