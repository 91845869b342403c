import * as z from 'zod';
import { answeredNews } from '../../../cards/views/news.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { answerQuestion } from '../../domain/review/questions.ts';
import { referenceSlot, textSlot } from '../../grammar/slot.ts';
import { defineMilestoneCommand } from '../plan/milestone.ts';

/** Answers the question of a reviewer; the clock of the review runs on (APR-1, APR-5). */
export const answerReview = defineMilestoneCommand({
  name: 'answer-review',
  summary: 'Answer the question of a reviewer; the clock runs on.',
  title: 'Answer the reviewer',
  submit: 'Answer',
  examples: ['answer review 3 it is part of milestone 4'],
  input: z.object({
    milestone: referenceSlot(),
    answer: textSlot('rest', 'Answer', { max: 1000 }, 'It is part of milestone 4'),
  }),
  permit: (who) => needs(who, contributors),
  decide: (facts, { answer }, who, at) => answerQuestion(facts, who, at, answer),
  done: ({ milestone }) => `Answered the question about ${milestoneName(milestone)}.`,
  news: (facts, who) => answeredNews(facts, who.person.name),
});
