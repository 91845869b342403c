import * as z from 'zod';
import { askedNews } from '../../../cards/views/news.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { askForMore } from '../../domain/review/questions.ts';
import { needsToDecide } from '../../domain/review/seats.ts';
import { referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from '../plan/milestone.ts';

/** Asks about a submission before deciding, which stops its clock until somebody answers (APR-1, APR-5). */
export const ask = defineMilestoneCommand({
  name: 'ask',
  summary: 'Ask for more before you decide; the clock stops until the answer.',
  title: 'Ask for more',
  submit: 'Ask',
  examples: ['ask 3 where is the export to Excel?'],
  asksFirst: true,
  input: z.object({
    milestone: referenceSlot(),
    question: textSlot('rest', 'Question', { max: 1000 }, 'Where is the export to Excel?'),
  }),
  permit: needsToDecide,
  decide: (facts, { question }, who, at) => askForMore(facts, who, at, question),
  done: ({ milestone }) => `Asked about ${milestoneName(milestone)}.`,
  news: (facts, who) => askedNews(facts, who.person.name),
});
