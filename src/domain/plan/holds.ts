import type { Decision } from '../change.ts';
import { alterMilestone, type MilestoneFacts } from '../facts.ts';
import { type NextStep, type Outcome, ok, rule } from '../outcome.ts';
import { governors, type Needs, needs, type Who } from '../project/access.ts';
import { openRequirements, type Wait } from './dependencies.ts';
import { named } from './milestone.ts';
import { type BilledFacts, paymentHolds } from './payment-holds.ts';
import { milestoneName, stateLabel } from './transitions.ts';

/**
 * Why a milestone may not start yet: a sentence, and what is the case, without a full stop. `step` is the button that
 * mends it.
 */
export type Hold = { sentence: string; why: string; waits: Wait[]; step?: NextStep };

/** What decides whether a milestone may start. */
export type HeldFacts = BilledFacts & Pick<MilestoneFacts, 'requires' | 'undecided'>;

/** Returns what keeps a milestone from being started: what it requires, what is undecided, then what is unpaid (MODEL-3, APR-5, PAY-5). */
export const holdsOf = (facts: HeldFacts, today: string): Hold[] => [
  ...requirementHolds(facts),
  ...silenceHolds(facts),
  ...(facts.project.policies.paymentGate === 'refuse' ? paymentHolds(facts, today) : []),
];

function requirementHolds({ milestone, requires }: Pick<HeldFacts, 'milestone' | 'requires'>): Hold[] {
  const open = openRequirements(requires);
  if (open.length === 0) return [];
  const states = open.map((one) => `${milestoneName(one)} is ${stateLabel({ ...one, submittedAt: null })}`);
  return [
    {
      sentence: `${milestoneName(milestone)} cannot start yet: it requires ${open.map(milestoneName).join(' and ')}.`,
      why: states.join('; '),
      waits: open.map((one) => ({ for: 'milestone', ...named(one) })),
    },
  ];
}

/** Work is stopped by reviews that nobody decided on in time, where the policy says so (APR-5). */
function silenceHolds({ milestone, undecided }: Pick<HeldFacts, 'milestone' | 'undecided'>): Hold[] {
  if (undecided.length === 0) return [];
  const why = `nobody decided on ${undecided.map(milestoneName).join(' and ')} in time`;
  const sentence = `${milestoneName(milestone)} cannot start yet: ${why}, so the work is stopped.`;
  return [{ sentence, why, waits: undecided.map((one) => ({ for: 'decision', ...named(one) })) }];
}

/** Returns the roles that may start a milestone in spite of what it requires or what is undecided, if this person may not. */
export const needsToOverride = (who: Who, facts: MilestoneFacts): Needs =>
  requirementHolds(facts).length + silenceHolds(facts).length > 0
    ? needs(who, governors(facts.project))
    : undefined;

/** Who starts a milestone on which day, YYYY-MM-DD, and why in spite of what holds it. */
export type Starting = { who: Who; today: string; reason?: string | undefined };

/**
 * Decides the start of an upcoming milestone: refused while something holds it, unless somebody who runs the project
 * gives a reason (MODEL-3, PAY-5). The record says in spite of what, also of what is only warned about.
 */
export function startOf(facts: MilestoneFacts, starting: Starting): Outcome<Decision<MilestoneFacts>> {
  const { who, today, reason } = starting;
  const holds = holdsOf(facts, today);
  const [hold] = holds;
  if (hold && (reason === undefined || needs(who, governors(facts.project))))
    return refuseHeld(facts, hold, who);
  const warned = facts.project.policies.paymentGate === 'warn' ? paymentHolds(facts, today) : [];
  const against = [...holds, ...warned].map(({ why }) => why).join('; ');
  const despite = against === '' ? {} : { after: { despite: against } };
  const event = { type: 'started', ...despite, ...(reason === undefined ? {} : { note: reason }) } as const;
  return ok(alterMilestone(facts, event, { status: 'in_progress' }));
}

function refuseHeld({ milestone, project }: MilestoneFacts, { sentence, why, step }: Hold, who: Who) {
  const isClear = sentence.includes(why);
  const because = isClear ? '' : `${why}. `;
  if (needs(who, governors(project)))
    return rule(sentence, `${because}Somebody who runs the project can start it anyway and say why.`);
  const anyway = `start ${milestone.number} reason:"…"`;
  return step
    ? rule(sentence, `${because}You can start it anyway and say why: “${anyway}”.`, step)
    : rule(sentence, `${because}You can start it anyway and say why.`, {
        label: 'Start anyway',
        command: 'start',
        input: { milestone: String(milestone.number), anyway: 'yes' },
      });
}
