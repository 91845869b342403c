import * as z from 'zod';
import { note, text } from '../../../cards/model.ts';
import { suggestedReply } from '../../../cards/views/scope/routes.ts';
import { channelsOf } from '../../../db/queries/project/links.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs, planners } from '../../domain/project/access.ts';
import { referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadRoute, type RoutedFacts, routeSlot, workSlot } from './route-facts.ts';

type Facts = RoutedFacts & { hasCustomer: boolean; said?: string };

/** Answers the customer about a change of a locked scope, in their channels (SCP-2). */
export const reply = defineCommand({
  name: 'reply',
  fromCard: true,
  summary: 'Answer the customer about a change.',
  title: 'Answer the customer',
  submit: 'Send',
  examples: ['reply 3 route:next text:"An Arabic version" message:"We can add it to the next milestone."'],
  input: z.object({
    milestone: referenceSlot(),
    route: routeSlot(),
    text: workSlot(),
    message: textSlot('key', 'Message to the customer', { max: 1500, rephrased: true }).optional(),
  }),
  // only buttons run it, and they open its form
  lacks: ({ message }) => (message ? [] : ['message']),
  async load(tx, input, who) {
    const facts = await loadRoute(tx, who, input);
    if (!facts.ok) return facts;
    const rooms = await channelsOf(tx, who.project.id);
    return ok<Facts>({ ...facts.value, hasCustomer: rooms.some(({ audience }) => audience === 'customer') });
  },
  subject: ({ milestone }) => milestoneName(milestone),
  opened: ({ milestone }) => ({ on: [milestone.name, milestone.status], milestoneId: milestone.id }),
  permit: (who, { project }) => needs(who, planners(project)),
  decide(facts, { message = '' }) {
    if (!facts.hasCustomer)
      return rule(
        'No channel of the customer is linked to this project, so nothing was sent.',
        'Type “link as:customer” and give them the code, or copy the answer into a mail.',
      );
    const { milestone } = facts;
    return ok({
      changes: [],
      events: [{ type: 'client_answered', milestoneId: milestone.id, note: message }],
      next: { ...facts, said: message },
    });
  },
  bare: () => true,
  view: () => note('The customer has the answer.'),
  done: () => 'Sent to the customer’s channel.',
  news: ({ said = '', milestone }, who) =>
    note(`${who.person.name} about ${milestoneName(milestone)}`, [text(said)]),
  audience: () => 'customer',
  preset: ({ routed }) => ({ message: suggestedReply(routed) }),
});
