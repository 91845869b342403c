import * as z from 'zod';
import { changeOrderCard } from '../../../cards/views/scope/change-order.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, planners } from '../../domain/project/access.ts';
import { changeOrderKey } from '../../domain/scope/change-order.ts';
import { textSlot } from '../../grammar/slot.ts';
import { changeOrderResource } from '../../presenters/scope.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { changeLetter, closing, loadOrderFacts, requireOpen } from './change-facts.ts';

/** Takes a proposed change back, for the side that proposes (SCP-3). */
export const withdraw = defineCommand({
  name: 'withdraw',
  summary: 'Take a proposed change order back.',
  examples: ['withdraw CO1', 'withdraw CO1 we found a simpler way'],
  input: z.object({
    order: numberedSlot(changeLetter),
    reason: textSlot('rest', 'Reason', { max: 500 }).optional(),
  }),
  load: (tx, { order }, who) => loadOrderFacts(tx, who, order),
  permit: (who, { project }) => needs(who, planners(project)),
  decide(facts, { reason = null }, who, at) {
    const open = requireOpen(facts.order, at.today);
    if (!open.ok) return open;
    const { change, event, order } = closing(facts.order, 'withdrawn', who.person, { now: at.now, reason });
    return ok({ changes: [change], events: [event], next: { ...facts, order } });
  },
  view: (facts, _who, at) => changeOrderCard(facts, at),
  resource: changeOrderResource,
  done: ({ order }) => `${changeOrderKey(order)} withdrawn.`,
});
