import * as z from 'zod';
import { note } from '../../../cards/model.ts';
import { suggestedReply } from '../../../cards/views/scope/routes.ts';
import { ok } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs, planners } from '../../domain/project/access.ts';
import { referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import { type Addressed, addressed, messageCard, sendMessage } from '../customer/to-customer.ts';
import { loadRoute, type RoutedFacts, routeSlot, workSlot } from './route-facts.ts';

type Facts = RoutedFacts & Addressed & { message?: string };

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
    return ok<Facts>({ ...facts.value, ...(await addressed(tx, who.project.id)) });
  },
  subject: ({ milestone }) => milestoneName(milestone),
  opened: ({ milestone }) => ({ on: [milestone.name, milestone.status], milestoneId: milestone.id }),
  permit: (who, { project }) => needs(who, planners(project)),
  decide: (facts, { message = '' }) => sendMessage(facts, message),
  bare: () => true,
  view: () => note('The customer has the answer.'),
  done: () => 'Sent to the customer’s channel.',
  news: ({ message = '', milestone }, who) => messageCard(who.person.name, milestoneName(milestone), message),
  audience: () => 'customer',
  preset: ({ routed }) => ({ message: suggestedReply(routed) }),
});
