import * as z from 'zod';
import { ok, refuse, rule } from '../../domain/outcome.ts';
import { alterItem, itemLabel, itemNamed } from '../../domain/plan/items.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { parseItemReference } from '../../domain/reference.ts';
import { itemSlot, textSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadFacts } from '../../runner/references/find.ts';
import { milestoneParts } from '../plan/milestone.ts';

/** Skips a step of the demo script with a reason (APR-2); `check` and `uncheck` take that back. */
export const skipStep = defineCommand({
  ...milestoneParts,
  name: 'skip-step',
  summary: 'Skip a demo step, with a reason.',
  title: 'Skip a demo step',
  submit: 'Skip',
  examples: ['skip step 3.2 the customer saw it last week'],
  input: z.object({
    item: itemSlot('Demo step'),
    reason: textSlot('rest', 'Reason', { max: 300 }, 'The customer saw it last week'),
  }),
  load: (tx, { item }, who) => loadFacts(tx, who, String(parseItemReference(item).milestone), 'changing'),
  permit: (who) => needs(who, contributors),
  decide(facts, input) {
    const step = itemNamed(facts, input.item);
    if (!step) return refuse({ is: 'not_found', what: 'item', typed: input.item });
    const label = itemLabel(facts, step);
    if (step.kind !== 'demo_step')
      return rule(`${label} is not a demo step. Only demo steps can be skipped.`);
    if (step.done) return rule(`${label} is ticked already, so there is nothing to skip.`);
    if (step.skipReason !== null) return rule(`${label} is skipped already: “${step.skipReason}”.`);
    const event = { type: 'item_skipped', after: { item: label }, note: input.reason } as const;
    return ok(alterItem(facts, step, event, { skipReason: input.reason }));
  },
  done: (facts, { item }) => `${facts.milestone.number}.${parseItemReference(item).item} is skipped.`,
});
