import * as z from 'zod';
import { answeredNews, surveyCard } from '../../../cards/views/endings/survey.ts';
import { loadSurveyOf } from '../../../db/queries/endings/survey.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import {
  canAnswer,
  changeableDays,
  maxScore,
  type SurveyFacts,
  scoreWords,
} from '../../domain/endings/survey.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { customers, needs } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { numberSlot, textSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';

type Facts = { project: Project; survey: SurveyFacts['survey'] | undefined };

/** Answers how a delivered project was, for the customer (CUS-7). */
export const csat = defineCommand({
  name: 'csat',
  synonyms: [{ words: 'rate' }],
  summary: 'Say how the delivered project was, from 1 to 5.',
  title: 'How was it?',
  submit: 'Send',
  examples: ['csat 5', 'csat 4 a week late, but it works well'],
  input: z.object({
    score: numberSlot('place', 'From 1 (bad) to 5 (very good)', { min: 1, max: maxScore }, '5'),
    comment: textSlot('rest', 'What was good, what was not', { max: 500 }).optional(),
  }),
  async load(tx, _input, { project }) {
    await lockProject(tx, project.id);
    const found = await loadSurveyOf(tx, project.id);
    return ok<Facts>({ project: found?.project ?? project, survey: found?.survey });
  },
  permit: (who) => needs(who, customers),
  decide({ project, survey }, { score, comment = null }, who, at) {
    if (!survey)
      return rule(
        `${project.name} is not delivered yet.`,
        'You are asked once everything is done and paid.',
        { label: 'Show the project', command: 'status', input: {} },
      );
    if (!canAnswer(survey, at.now))
      return rule(
        `${survey.answeredBy ?? 'Somebody'} answered ${scoreWords(survey.score ?? 0)}, more than ${changeableDays} days ago, so it stays.`,
        'Write to the team if something has changed.',
      );
    const set = { score, comment, answeredById: who.person.id, answeredAt: at.now };
    return ok({
      changes: [{ alter: 'survey', id: survey.id, set }],
      events: [{ type: 'csat_given', after: { what: scoreWords(score) }, note: comment ?? undefined }],
      next: { project, survey: { ...survey, ...set, answeredBy: who.person.name } },
    });
  },
  view: (facts: SurveyFacts) => surveyCard(facts),
  news: ({ project, survey }, { person }) => answeredNews(project, survey, person.name),
  audience: () => 'team',
  done: ({ survey }) => `Thank you. The team sees ${scoreWords(survey.score ?? 0)}.`,
});
