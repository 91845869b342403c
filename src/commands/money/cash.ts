import { cashPicture } from '../../../cards/pictures/cash.ts';
import { cashCard } from '../../../cards/views/money/budget.ts';
import { cashOf } from '../../domain/money/project-budget.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { cashResource } from '../../presenters/money.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadPriced } from './budget.ts';

/** Shows the money that comes in by week. */
export const cash = defineCommand({
  name: 'cash',
  summary: 'Show the money that comes in by week.',
  examples: ['cash'],
  load: (tx, _input, who) => loadPriced(tx, who),
  permit: (who) => needs(who, viewers),
  view(facts, _who, at) {
    const { project, currency } = facts;
    const cash = cashOf(facts, at.today);
    const picture = at.picture('cash', cashPicture(project, { ...cash, currency }, at.today));
    return cashCard({ project, currency, cash }, at.today, picture);
  },
  resource: (facts, _who, { today }) => cashResource(facts.project, cashOf(facts, today)),
});
