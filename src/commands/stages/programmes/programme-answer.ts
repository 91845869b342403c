import * as z from 'zod';
import { companyAnswerCard } from '../../../../cards/views/stages/questions.ts';
import {
  type AskedCompany,
  loadAsked,
  lockQuestion,
  silentBesides,
} from '../../../../db/queries/stages/programmes.ts';
import { ok } from '../../../domain/outcome.ts';
import { needs } from '../../../domain/project/access.ts';
import type { Project } from '../../../domain/project/project.ts';
import { answerQuestion, chooseQuestion } from '../../../domain/stages/programmes/answer-question.ts';
import { questionAnswerers } from '../../../domain/stages/roles.ts';
import { textSlot } from '../../../grammar/slot.ts';
import { companyAnswerResource } from '../../../presenters/programmes.ts';
import { defineCommand } from '../../../runner/define.ts';

type Facts = AskedCompany & {
  project: Project;
  /** How many other companies have not answered. */
  silent: number;
};

/** Answers a coach's question for the company; the last answer counts until the question ends (STG-5). */
export const programmeAnswer = defineCommand({
  name: 'programme-answer',
  summary: 'Answer a question that a coach asked the company.',
  title: 'Answer the question',
  submit: 'Answer',
  examples: ['programme answer We learned that schools pay in January'],
  input: z.object({
    question: textSlot('key', 'Question', { max: 36, hidden: true }).optional(),
    answer: textSlot('rest', 'Answer', { max: 1_000 }),
  }),
  async load(tx, { question: id }, who, { now }) {
    const { project } = who;
    const chosen = chooseQuestion(await loadAsked(tx, project.id), id, now);
    if (!chosen.ok) return chosen;
    await lockQuestion(tx, chosen.value.question.id);
    // read again under the lock: somebody of the company may have answered meanwhile
    const fresh = chooseQuestion(await loadAsked(tx, project.id), chosen.value.question.id, now);
    if (!fresh.ok) return fresh;
    return ok<Facts>({
      ...fresh.value,
      project,
      silent: await silentBesides(tx, fresh.value.question.id, project.id),
    });
  },
  permit: (who) => needs(who, questionAnswerers),
  subject: ({ question }) => question.text,
  opened: ({ question, answer }) => ({ on: [question.id, answer.text] }),
  preset: ({ answer }) => (answer.text === null ? {} : { answer: answer.text }),
  decide(facts, { answer: text }, who, at) {
    const made = answerQuestion(facts, text, { personId: who.person.id, now: at.now });
    return ok({ ...made, next: { ...facts, answer: made.next, by: who.person.name } });
  },
  view: ({ project, question, answer, by }, _who, { today }) =>
    companyAnswerCard(project.name, question, { ...answer, by }, today),
  resource: ({ question, answer, by }) => companyAnswerResource(question, answer, by),
  done: () => 'Answer saved.',
});
