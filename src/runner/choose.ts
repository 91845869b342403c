import { choiceOfMilestone } from '../../cards/views/choices.ts';
import { askFirstCard } from '../../cards/views/plan/choice.ts';
import type { Tx } from '../../db/database.ts';
import { loadPlan } from '../../db/queries/project/project-facts.ts';
import type { PlanLine } from '../domain/facts.ts';
import { type Outcome, ok, refuse } from '../domain/outcome.ts';
import { candidatesOf } from '../domain/plan/candidates.ts';
import { stateWords } from '../domain/plan/transitions.ts';
import type { Needs } from '../domain/project/access.ts';
import type { Reply } from '../ports/intent.ts';
import type { Moment } from './define.ts';
import { knownTo } from './drawn/for-customers.ts';
import { drawForm } from './forms/draw.ts';
import type { IdentifiedRequest } from './identified-request.ts';
import { type ResolvedInput, resolveInput } from './input/given.ts';

type Complete = Extract<ResolvedInput, { is: 'input' }>;

/** What follows from a request without its milestone. */
export type Choice =
  /** The only milestone that fits is meant. */
  | { is: 'input'; given: Complete }
  /** The person chooses or confirms. */
  | { is: 'reply'; reply: Reply }
  | { is: 'not_allowed'; needed: NonNullable<Needs> };

/**
 * Finds the milestone of a request that names none. A typed line means the only one that fits; a decision about
 * other people's work asks first. Otherwise, and after each press, a form offers those that fit.
 */
export async function chooseMilestone(
  tx: Tx,
  at: IdentifiedRequest,
  { field, known }: Extract<ResolvedInput, { is: 'choose' }>,
  moment: Moment,
  /** Today in the person's zone, YYYY-MM-DD. */
  today: string,
): Promise<Outcome<Choice>> {
  const { read, who, intent } = at;
  const { command } = read;
  const plan = who.project && knownTo(who, await loadPlan(tx, who.project.id));
  if (!plan) return refuse({ is: 'no_project' });
  const of = { policies: plan.project.policies, personId: who.person.id };
  const found = candidatesOf(command.name, plan.milestones, of);
  if (found.is === 'none') {
    const states = found.why === 'state' ? found.states.map(stateWords) : [];
    return refuse({ is: 'nothing_fits', command: command.name, why: found.why, states });
  }
  const [first, ...others] = found.milestones as [PlanLine, ...PlanLine[]];
  const input = { ...known, [field]: String(first.number) };
  const given = resolveInput({ ...read, raw: input }, intent.surface, today);
  const isMeant = intent.surface === 'line' && others.length === 0;
  const isComplete = given.is === 'input' && (!given.asks || command.preset !== undefined);
  if (isMeant && isComplete && !command.asksFirst) return ok({ is: 'input', given });
  const loaded = await loadOne(tx, at, input, moment);
  if (loaded?.needed) return ok({ is: 'not_allowed', needed: loaded.needed });
  if (isMeant && isComplete)
    return reply({ is: 'shown', card: askFirstCard(command.name, first, loaded?.version) });
  const choices = new Map([[field, { choices: found.milestones.map(choiceOfMilestone) }]]);
  const drawn = await drawForm({ tx, who, command, clock: at.clock }, { given: known }, choices);
  return drawn.ok ? reply({ is: 'form', form: drawn.value }) : drawn;
}

/** Loads one of the milestones: whether the person may use the command on it, and its version. */
async function loadOne(
  tx: Tx,
  { read: { command }, who }: IdentifiedRequest,
  known: Record<string, string>,
  moment: Moment,
): Promise<{ needed: Needs; version: number | undefined } | undefined> {
  const input = command.input.partial().parse(known);
  const loaded = await command.load(tx, input, who, moment, undefined);
  if (!loaded.ok) return undefined;
  return { needed: command.permit(who, loaded.value, input), version: command.version?.(loaded.value) };
}

const reply = (shown: Reply): Outcome<Choice> => ok({ is: 'reply', reply: shown });
