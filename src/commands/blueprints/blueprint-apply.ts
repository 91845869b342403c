import * as z from 'zod';
import { appliedCard, planCard, planVersion } from '../../../cards/views/blueprints/plan.ts';
import type { Tx } from '../../../db/database.ts';
import { loadRisks } from '../../../db/queries/health/risks.ts';
import { loadTree, lockProject } from '../../../db/queries/plan/milestones.ts';
import { stagesIn } from '../../../db/queries/stages/company.ts';
import type { Blueprint } from '../../domain/blueprints/blueprint.ts';
import { maxSprints } from '../../domain/blueprints/catalogue/sprints.ts';
import { isCounted, isDated, readBlueprintName } from '../../domain/blueprints/find.ts';
import { personKeys } from '../../domain/blueprints/from-project.ts';
import {
  addedWords,
  applyBlueprint,
  type BlueprintAnswers,
  type BlueprintPlan,
  type BlueprintTarget,
  planBlueprint,
} from '../../domain/blueprints/plan.ts';
import { isCurrency } from '../../domain/money/money.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { appliersOfBlueprints, type InProject, needs } from '../../domain/project/access.ts';
import { isCoached } from '../../domain/project/policies.ts';
import { explained } from '../../grammar/explained.ts';
import { dateSlot, numberSlot, personSlot, textSlot, yesNoSlot } from '../../grammar/slot.ts';
import { blueprintPlanResource } from '../../presenters/blueprints.ts';
import { defineCommand } from '../../runner/define.ts';
import { findPerson } from '../../runner/references/find.ts';
import { savedFor } from '../../runner/references/saved-blueprints.ts';
import { isAmount, priceOf } from '../project/price.ts';
import { blueprintSlot, namedBlueprint } from './slots.ts';

const person = (label: string) => personSlot(label, 'key').optional();

const input = z.object({
  blueprint: blueprintSlot(),
  count: explained(
    numberSlot('key', 'Number of sprints', { min: 1, max: maxSprints, keyed: true }, '6').optional(),
    'How many sprints, where the blueprint has a number of them.',
    'count:6',
  ),
  start: explained(
    dateSlot('First day').optional(),
    'The day on which work begins; the other dates follow from it, on working days.',
    'start:"1 dec"',
  ),
  price: explained(
    textSlot('key', 'Price', { max: 20, reads: isAmount }, '10000').optional(),
    'The price of the whole project; each milestone gets its share.',
    'price:10000',
  ),
  currency: explained(
    textSlot('key', 'Currency', { min: 3, max: 3, reads: isCurrency }, 'GBP').optional(),
    'The currency of the price.',
    'currency:GBP',
  ),
  lead: explained(person('Who leads or does the work'), 'The first person of the blueprint.', 'lead:@ana'),
  second: explained(person('Second person'), 'The second one, where it asks for more people.', 'second:@bo'),
  third: person('Third person'),
  fourth: person('Fourth person'),
  apply: yesNoSlot('Apply now', { typed: true }).optional(),
  // the button Change, which opens the form with what was given
  change: z.literal('yes').optional(),
});
type Given = z.output<typeof input>;

type Facts = BlueprintTarget & {
  slug: string;
  plan: BlueprintPlan;
  people: BlueprintAnswers['people'];
  /** The input as a button repeats it. */
  given: Record<string, string>;
  applied: boolean;
};

/** Applies a blueprint to the project after a preview (BLU-8). */
export const applyBlueprintCommand = defineCommand({
  name: 'blueprint-apply',
  summary: 'Plan a project from a blueprint, after a preview.',
  title: 'Apply a blueprint',
  submit: 'Preview',
  examples: [
    'blueprint apply standard-3 start:"1 dec" price:10000 currency:GBP lead:@ana',
    'blueprint apply sprints 6 start:monday',
  ],
  offersUndo: true,
  asks: ['count', 'start', 'price', 'currency', 'lead'],
  input,
  lacks: ({ blueprint: typed, count, start, change }) => {
    const { name, count: typedCount } = readBlueprintName(typed);
    return [
      ...(isCounted(name) && (count ?? typedCount) === undefined ? ['count'] : []),
      ...(change || (start === undefined && isDated(name)) ? ['start'] : []),
    ];
  },
  async load(tx, given, who) {
    const { project } = who;
    await lockProject(tx, project.id);
    const found = namedBlueprint(given.blueprint ?? 'standard-3', given.count, await savedFor(tx, who));
    if (!found.ok) return found;
    const answers = await answersOf(tx, who, found.value.blueprint, given);
    if (!answers.ok) return answers;
    const { tree, highest, removed } = await loadTree(tx, project.id);
    const present = isCoached(project.kind) ? await stagesIn(tx, project.id) : [];
    const again = found.value.blueprint.milestones.find(({ stage }) => stage && present.includes(stage));
    if (again)
      return rule(`${project.name} has the stage ${again.name} already.`, 'See its stages with “stages”.', {
        label: 'Stages',
        command: 'stages',
        input: {},
      });
    const target = { project, tree, highest };
    return ok<Facts>({
      ...target,
      risks: await loadRisks(tx, project.id),
      spentRisks: removed.R,
      slug: found.value.slug,
      plan: planBlueprint(found.value.blueprint, target, answers.value),
      people: answers.value.people,
      given: repeatedInput(given),
      applied: false,
    });
  },
  permit: (who, { project }) => needs(who, appliersOfBlueprints(project)),
  version: ({ plan, project }: Facts) => planVersion({ plan, project }),
  subject: ({ plan }) => plan.blueprint.title,
  opened: ({ slug }) => ({ on: slug }),
  decide(facts, { apply }, who, at) {
    if (!apply) return ok({ changes: [], events: [], next: facts });
    const by = { personId: who.person.id, now: at.now, today: at.today, newId: at.newId };
    const { changes, events, project } = applyBlueprint(facts.plan, facts, facts.people, by);
    return ok({ changes, events, next: { ...facts, project, applied: true } });
  },
  view: (facts, _who, { today }) => (facts.applied ? appliedCard(facts, today) : planCard(facts, today)),
  resource: blueprintPlanResource,
  done: ({ plan }) => `Added ${addedWords(plan.blueprint)}.`,
});

/** Reads the price and finds the people; the currency is the project's where none is given. */
async function answersOf(
  tx: Tx,
  who: InProject,
  { people }: Blueprint,
  given: Partial<Given>,
): Promise<Outcome<BlueprintAnswers>> {
  const { price, currency = price === undefined ? undefined : (who.project.currency ?? undefined) } = given;
  const money = priceOf('blueprint-apply', { price, currency });
  if (!money.ok) return money;
  const found = new Map<string, { id: string; name: string }>();
  for (const [at, { key }] of people.entries()) {
    const typed = given[personKeys[at] ?? 'lead'];
    if (typed === undefined || typed.toLowerCase() === 'none') continue;
    const one = await findPerson(tx, who, typed);
    if (!one.ok) return one;
    found.set(key, one.value);
  }
  return ok({ start: given.start ?? null, price: money.value ?? undefined, people: found });
}

/** Returns what was given as text, for the buttons of the preview. */
function repeatedInput({ apply: _a, change: _c, start, ...given }: Partial<Given>): Record<string, string> {
  const texts = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return { ...Object.fromEntries(texts), ...(start === undefined ? {} : { start: start ?? 'none' }) };
}
