import type { Decision } from '../change.ts';
import { alterMilestone, type MilestoneFacts } from '../facts.ts';
import { type Outcome, ok, rule } from '../outcome.ts';
import { governors, type Needs, needs, type Who } from '../project/access.ts';
import { openRequirements } from './dependencies.ts';
import { milestoneName, stateLabel } from './transitions.ts';

/** Why a milestone may not start yet: a sentence, and what is the case, without a full stop. */
export type Hold = { sentence: string; why: string };

/** Returns what keeps a milestone from being started (MODEL-3). */
export function holdsOf({ milestone, requires }: Pick<MilestoneFacts, 'milestone' | 'requires'>): Hold[] {
  const open = openRequirements(requires);
  if (open.length === 0) return [];
  const states = open.map((one) => `${milestoneName(one)} is ${stateLabel({ ...one, submittedAt: null })}`);
  return [
    {
      sentence: `${milestoneName(milestone)} cannot start yet: it requires ${open.map(milestoneName).join(' and ')}.`,
      why: states.join('; '),
    },
  ];
}

/** Returns the roles that may start a milestone in spite of what holds it, if this person may not. */
export const needsToOverride = (who: Who, facts: MilestoneFacts): Needs =>
  holdsOf(facts).length > 0 ? needs(who, governors(facts.project)) : undefined;

/** Decides the start of an upcoming milestone: refused while something holds it, unless there is a reason (MODEL-3). */
export function startOf(facts: MilestoneFacts, who: Who, reason?: string): Outcome<Decision<MilestoneFacts>> {
  const holds = holdsOf(facts);
  const [hold] = holds;
  if (hold && reason === undefined) return refuseHeld(facts, hold, who);
  const despite = hold ? { after: { despite: holds.map(({ why }) => why).join('; ') } } : {};
  const event = { type: 'started', ...despite, ...(reason === undefined ? {} : { note: reason }) } as const;
  return ok(alterMilestone(facts, event, { status: 'in_progress' }));
}

function refuseHeld({ milestone, project }: MilestoneFacts, { sentence, why }: Hold, who: Who) {
  if (needs(who, governors(project)))
    return rule(sentence, `${why}. Somebody who runs the project can start it anyway and say why.`);
  return rule(sentence, `${why}. You can start it anyway and say why.`, {
    label: 'Start anyway',
    command: 'start',
    input: { milestone: String(milestone.number), anyway: 'yes' },
  });
}
