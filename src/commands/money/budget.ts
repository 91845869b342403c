import { budgetCard } from '../../../cards/views/money/budget.ts';
import type { Tx } from '../../../db/database.ts';
import { loadLedger } from '../../../db/queries/money/ledger.ts';
import type { MoneyFacts } from '../../domain/money/ledger.ts';
import { projectBudget } from '../../domain/money/project-budget.ts';
import { type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import { type InProject, needs, seesCosts, viewers, type Who } from '../../domain/project/access.ts';
import { budgetResource } from '../../presenters/money.ts';
import { defineCommand } from '../../runner/define.ts';

/** Shows what a project has earned, asked for and received; its cost and profit to the team alone. */
export const budget = defineCommand({
  name: 'budget',
  summary: 'Show what is used of the price, invoiced, paid and due.',
  examples: ['budget'],
  load: (tx, _input, who) => loadPriced(tx, who),
  permit: (who) => needs(who, viewers),
  view: (facts, who, { today }) => budgetCard(shownTo(facts, who, today)),
  resource: (facts, who, { today }) => budgetResource(shownTo(facts, who, today)),
});

const shownTo = (facts: PricedFacts, who: Who, today: string) => ({
  project: facts.project,
  currency: facts.currency,
  budget: projectBudget(facts, today),
  cost: seesCosts(who) ? facts.cost : null,
});

/** The money of a project with a price. */
type PricedFacts = MoneyFacts & { currency: string };

/** Loads the money of a project with a price; refuses where it has none. */
export async function loadPriced(tx: Tx, who: InProject): Promise<Outcome<PricedFacts>> {
  const facts = await loadLedger(tx, who.project.id);
  if (!facts) return refuse({ is: 'no_project' });
  const { price, currency } = facts.project;
  if (price !== null && currency) return ok({ ...facts, currency });
  return rule('The project has no price yet.', 'Set one with “price 12000 GBP”.', {
    label: 'Set the price',
    command: 'edit-project',
    input: {},
  });
}
