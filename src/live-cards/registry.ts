import { actions } from './actions.ts';
import { blocker } from './blocker.ts';
import { changeLog } from './change-log.ts';
import { changeOrder } from './change-order.ts';
import { company } from './company.ts';
import { contingency } from './contingency.ts';
import { decision } from './decision.ts';
import type { LiveCard } from './define.ts';
import { invoice } from './invoice.ts';
import { message } from './message.ts';
import { milestone } from './milestone.ts';
import { project } from './project.ts';
import { proposal } from './proposal.ts';
import { review } from './review.ts';
import { survey } from './survey.ts';
import { thread } from './thread.ts';
import { timeline } from './timeline.ts';

/** Every kind of live card. */
const liveCards = [
  project,
  milestone,
  decision,
  contingency,
  review,
  timeline,
  invoice,
  changeOrder,
  proposal,
  survey,
  thread,
  message,
  blocker,
  actions,
  changeLog,
  company,
];

/** What a live card shows: a registered kind, and the id of a row of that kind. */
export type Subject = { kind: (typeof liveCards)[number]['kind']; id: string };

const byKind = new Map<string, LiveCard>(liveCards.map((card) => [card.kind, card]));

/**
 * Returns the live card of a kind stored in the database.
 *
 * @throws when a newer version posted it: this version cannot draw it, and must not remove it.
 */
export function liveCardOf(kind: string): LiveCard {
  const found = byKind.get(kind);
  if (!found) throw new Error(`no live card is of the kind ${kind}`);
  return found;
}

/** Whether rooms of an audience get cards of a kind. */
export const isShownTo = (kind: Subject['kind'], audience: 'team' | 'customer'): boolean =>
  audience === 'team' || liveCardOf(kind).forCustomer !== 'nothing';
