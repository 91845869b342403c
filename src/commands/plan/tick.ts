import * as z from 'zod';
import { alterMilestone, type MilestoneFacts } from '../../domain/facts.ts';
import { ok, refuse, rule } from '../../domain/outcome.ts';
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
      const item = itemOf(facts, input.item);
      if (!item) return refuse({ is: 'not_found', what: 'item', typed: input.item });
      const label = `${facts.milestone.number}.${item.number} ${item.text}`;
      if (item.done === done) return rule(`${label} is ${done ? 'ticked' : 'open'} already.`);
      const items = facts.items.map((other) => (other.id === item.id ? { ...other, done } : other));
      const event = { type: done ? 'item_checked' : 'item_unchecked', after: { item: label } } as const;
      return ok(alterMilestone(facts, event, {}, { items }, [{ alter: 'item', id: item.id, set: { done } }]));
    },
    done: (facts, { item }) => `${facts.milestone.number}.${parseItemReference(item).item} is ${words}.`,
  });
};

const itemOf = (facts: MilestoneFacts, typed: string) =>
  facts.items.find((item) => item.number === parseItemReference(typed).item);
