import type { Decision } from '../change.ts';
import { alterMilestone, type MilestoneEvent, type MilestoneFacts } from '../facts.ts';
import { parseItemReference } from '../reference.ts';
import type { Item } from './milestone.ts';

/** Returns the item of a milestone that a reference such as `3.2` names; undefined when there is none. */
export const itemNamed = ({ items }: Pick<MilestoneFacts, 'items'>, typed: string): Item | undefined =>
  items.find(({ number }) => number === parseItemReference(typed).item);

/** Formats an item with its number: "3.2 Log in". */
export const itemLabel = ({ milestone }: Pick<MilestoneFacts, 'milestone'>, item: Item): string =>
  `${milestone.number}.${item.number} ${item.text}`;

/** Returns a decision that changes one item of a milestone. */
export const alterItem = (
  facts: MilestoneFacts,
  item: Item,
  event: MilestoneEvent,
  set: Partial<Pick<Item, 'done' | 'skipReason'>>,
): Decision<MilestoneFacts> =>
  alterMilestone(
    facts,
    event,
    {},
    { items: facts.items.map((other) => (other.id === item.id ? { ...other, ...set } : other)) },
    [{ alter: 'item', id: item.id, set }],
  );
