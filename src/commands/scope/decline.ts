import * as z from 'zod';
import { changeOrderCard } from '../../../cards/views/scope/change-order.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, signers } from '../../domain/project/access.ts';
import { changeOrderKey } from '../../domain/scope/change-order.ts';
import { textSlot } from '../../grammar/slot.ts';
import { changeOrderResource } from '../../presenters/scope.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { changeLetter, closing, loadOrderFacts, requireOpen, whatOf } from './change-facts.ts';

/** Declines a change order with a reason, for either side (SCP-3). */
export const decline = defineCommand({
  name: 'decline',
  summary: 'Decline a change order, with the reason.',
  title: 'Decline a change',
  submit: 'Decline',
  examples: ['decline CO1 we can do without it'],
  input: z.object({
    order: numberedSlot(changeLetter),
    reason: textSlot('rest', 'Reason', { max: 500 }, 'We can do without it'),
  }),
  load: (tx, { order }, who) => loadOrderFacts(tx, who, order),
  subject: ({ order }) => whatOf(order),
  opened: ({ order }) => ({ on: order.state, milestoneId: order.milestoneId }),
  permit: (who) => needs(who, signers),
  decide(facts, { reason }, who, at) {
    const open = requireOpen(facts.order, at.today);
    if (!open.ok) return open;
    const { change, event, order } = closing(facts.order, 'declined', who.person, { now: at.now, reason });
    return ok({ changes: [change], events: [event], next: { ...facts, order } });
  },
  view: (facts, _who, at) => changeOrderCard(facts, at),
  resource: changeOrderResource,
  done: ({ order }) => `${changeOrderKey(order)} declined. The plan stays as it is.`,
});
