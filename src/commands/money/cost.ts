import * as z from 'zod';
import { note } from '../../../cards/model.ts';
import { loadLedger } from '../../../db/queries/money/ledger.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import type { MoneyFacts, PaidMilestone } from '../../domain/money/ledger.ts';
import { formatMoney } from '../../domain/money/money.ts';
import { ok, refuse, rule } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { contributors, isReadByCustomers, needs } from '../../domain/project/access.ts';
import { referenceSlot, textSlot } from '../../grammar/slot.ts';
import { costResource } from '../../presenters/money.ts';
import { defineCommand } from '../../runner/define.ts';
import { amountIn, amountSlot } from './amount.ts';
import { milestoneIn } from './invoice-facts.ts';

type Facts = MoneyFacts & { milestone: PaidMilestone; minor: number };

/** Records what a milestone cost the team. Customers never see it. */
export const cost = defineCommand({
  name: 'cost',
  summary: 'Record what a milestone cost the team; customers never see it.',
  title: 'Record a cost',
  submit: 'Record',
  examples: ['cost 2 1200 two days of design'],
  offersUndo: true,
  input: z.object({
    milestone: referenceSlot(),
    amount: amountSlot('place', 'Amount'),
    note: textSlot('rest', 'What for', { max: 500 }, 'Two days of design'),
  }),
  async load(tx, { milestone: typed }, who) {
    await lockProject(tx, who.project.id);
    const ledger = await loadLedger(tx, who.project.id);
    if (!ledger) return refuse({ is: 'no_project' });
    const milestone = milestoneIn(ledger, typed);
    return milestone.ok ? ok<Facts>({ ...ledger, milestone: milestone.value, minor: 0 }) : milestone;
  },
  permit: (who) => needs(who, contributors),
  subject: ({ milestone }) => milestoneName(milestone),
  opened: ({ milestone }) => ({ on: [milestone.droppedAt], milestoneId: milestone.id }),
  decide(facts, { amount, note: words }, who, at) {
    const { project, milestone } = facts;
    if (isReadByCustomers(who.room))
      return rule(
        'Costs are for the team alone, and customers read this channel.',
        'Type it in a channel of the team, or in a direct chat with me.',
      );
    const { currency } = project;
    if (!currency)
      return rule('The project has no currency yet.', 'Set one with “price 12000 GBP”.', {
        label: 'Set the price',
        command: 'edit-project',
        input: {},
      });
    const read = amountIn('cost', 'amount', { typed: amount, currency });
    if (!read.ok) return read;
    const row = {
      id: at.newId(),
      projectId: project.id,
      milestoneId: milestone.id,
      minor: read.value,
      currency,
      note: words,
      byId: who.person.id,
      at: at.now,
    };
    return ok({
      changes: [{ add: 'cost', row }],
      events: [
        {
          type: 'cost_logged',
          milestoneId: milestone.id,
          note: words,
          after: { amount: formatMoney({ minor: read.value, currency }) },
        },
      ],
      next: { ...facts, minor: read.value },
    });
  },
  bare: () => true,
  view: (facts) => note(recorded(facts)),
  resource: costResource,
  done: recorded,
});

function recorded({ project, milestone, minor }: Facts): string {
  const amount = formatMoney({ minor, currency: project.currency ?? '' });
  return `Cost of ${amount} recorded for ${milestoneName(milestone)}.`;
}
