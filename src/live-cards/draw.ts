import type { Temporal } from 'temporal-polyfill';
import { unlinkedCard } from '../../cards/views/project/unlinked.ts';
import { todayIn } from '../domain/time/dates.ts';
import type { Draw } from '../ports/content.ts';
import { liveCardOf } from './registry.ts';

/** Draws live cards from committed state, with `now` as the calendar's clock. */
export function createDraw(now: () => Temporal.Instant): Draw {
  return async (tx, { kind, id }, closed = false) => {
    const live = liveCardOf(kind);
    const facts = await live.load(tx, id);
    if (!facts) return undefined;
    const at = { today: todayIn(now().toString(), facts.project.zone) };
    const body = live.view(facts, at);
    return closed ? unlinkedCard(body) : { ...body, ...live.actions(facts, at) };
  };
}
