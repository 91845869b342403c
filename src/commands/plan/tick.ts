import * as z from 'zod';
import { ok, refuse, rule } from '../../domain/outcome.ts';
import { alterItem, itemLabel, itemNamed } from '../../domain/plan/items.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { parseItemReference } from '../../domain/reference.ts';
import { itemSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadFacts } from '../../runner/references/find.ts';
import { milestoneParts } from './milestone.ts';

/** Defines `check` and `uncheck`, which tick an item or open it again. */
export const tick = (name: 'check' | 'uncheck') => {
  const done = name === 'check';
  const words = done ? 'ticked' : 'open again';
  return defineCommand({
    ...milestoneParts,
    name,
    summary: done ? 'Tick an item of a checklist.' : 'Untick an item of a checklist.',
    examples: [`${name} 3.2`],
    input: z.object({ item: itemSlot() }),
    load: (tx, { item }, who) => loadFacts(tx, who, String(parseItemReference(item).milestone), 'changing'),
    permit: (who) => needs(who, contributors),
    decide(facts, input) {
      const item = itemNamed(facts, input.item);
      if (!item) return refuse({ is: 'not_found', what: 'item', typed: input.item });
      const label = itemLabel(facts, item);
      const isSkipped = item.skipReason !== null;
      if (item.done === done && !isSkipped) return rule(`${label} is ${done ? 'ticked' : 'open'} already.`);
      const event = { type: done ? 'item_checked' : 'item_unchecked', after: { item: label } } as const;
      return ok(alterItem(facts, item, event, isSkipped ? { done, skipReason: null } : { done }));
    },
    done: (facts, { item }) => `${facts.milestone.number}.${parseItemReference(item).item} is ${words}.`,
  });
};
