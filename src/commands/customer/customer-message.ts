import * as z from 'zod';
import { note } from '../../../cards/model.ts';
import type { LetterFacts } from '../../../cards/views/customer/letters.ts';
import { letterText } from '../../../cards/views/customer/letters.ts';
import { type Letter, letters } from '../../domain/customer/letters.ts';
import { ok } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs, planners } from '../../domain/project/access.ts';
import { choiceSlot, referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadLetter, requireTrue } from './letter-facts.ts';
import { type Addressed, addressed, messageCard, sendMessage } from './to-customer.ts';

type Facts = LetterFacts & Addressed & { letter: Letter; message?: string };

/** Sends a message about a milestone to the customer's channels, after its text was edited. */
export const customerMessage = defineCommand({
  name: 'customer-message',
  fromCard: true,
  summary: 'Write to the customer about a milestone.',
  title: 'Write to the customer',
  submit: 'Send',
  examples: ['customer-message 2 letter:kickoff message:"We start on Monday."'],
  input: z.object({
    milestone: referenceSlot(),
    letter: choiceSlot('key', 'Message', letters, { hidden: true }),
    message: textSlot('key', 'Message to the customer', { max: 3000, rephrased: true }).optional(),
  }),
  // only buttons run it, and they open its form
  lacks: ({ message }) => (message ? [] : ['message']),
  async load(tx, { milestone, letter }, who, { today }) {
    const facts = await loadLetter(tx, who, milestone, today);
    if (!facts.ok) return facts;
    return ok<Facts>({
      ...facts.value,
      ...(await addressed(tx, who.project.id)),
      letter,
    });
  },
  subject: ({ milestone }) => milestoneName(milestone),
  opened: ({ milestone }) => ({ on: [milestone.name, milestone.status], milestoneId: milestone.id }),
  permit: (who, { project }) => needs(who, planners(project)),
  decide(facts, { message = '' }) {
    const letter = requireTrue(facts.letter, facts);
    return letter.ok ? sendMessage(letter.value, message) : letter;
  },
  bare: () => true,
  view: () => note('The customer has the message.'),
  done: () => 'Sent to the customer’s channel.',
  news: ({ message = '', milestone }, who) => messageCard(who.person.name, milestoneName(milestone), message),
  audience: () => 'customer',
  preset: ({ letter, ...facts }) => ({ message: letterText(letter, facts) }),
});
