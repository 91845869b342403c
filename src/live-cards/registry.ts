import { contingency } from './contingency.ts';
import { decision } from './decision.ts';
import type { LiveCard } from './define.ts';
import { milestone } from './milestone.ts';
import { project } from './project.ts';

/** Every kind of live card; a new one is its file and its line here. */
const liveCards = [project, milestone, decision, contingency];

/** What a live card shows: a kind of the registry, and the id of a row of that kind. */
export type Subject = { kind: (typeof liveCards)[number]['kind']; id: string };

const byKind = new Map<string, LiveCard>(liveCards.map((card) => [card.kind, card]));

/**
 * The live card of a kind that the database names.
 *
 * @throws when a newer version has posted it: this one cannot draw it, and must not forget it.
 */
export function liveCardOf(kind: string): LiveCard {
  const found = byKind.get(kind);
  if (!found) throw new Error(`no live card is of the kind ${kind}`);
  return found;
}
