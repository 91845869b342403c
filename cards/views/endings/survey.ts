import { maxScore, type Survey, type SurveyFacts, scoreWords } from '../../../src/domain/endings/survey.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { type Action, type Card, type CardActions, type CardBody, plain, strong, text } from '../../model.ts';

/** Draws the question to the customer of a delivered project (CUS-7). */
export const surveyCard = (facts: SurveyFacts): Card => ({
  ...surveyView(facts),
  ...surveyActions(facts),
  of: { kind: 'survey', id: facts.survey.id },
});

/** Asks how satisfied the customer is, or shows what they answered. */
export function surveyView({ project, survey }: SurveyFacts): CardBody {
  const title = [plain(`How was ${project.name}?`)];
  if (survey.score === null || survey.answeredAt === null)
    return {
      title,
      blocks: [text(`The project is delivered. From 1 (bad) to ${maxScore} (very good), how was it?`)],
    };
  return {
    title,
    state: 'done',
    blocks: [
      text([
        strong(scoreWords(survey.score)),
        plain(` by ${survey.answeredBy ?? 'somebody'}, `),
        { is: 'instant', at: survey.answeredAt, past: true },
      ]),
      ...(survey.comment ? [text(`“${survey.comment}”`)] : []),
    ],
  };
}

/** One press for each score, and a form for those who also want to say why. */
export function surveyActions({ survey }: SurveyFacts): CardActions {
  const rate: Action = { label: survey.score === null ? 'Rate' : 'Change', command: 'csat', input: {} };
  const scores = Array.from({ length: maxScore }, (_, nth): Action => {
    const score = nth + 1;
    return { label: scoreWords(score), command: 'csat', input: { score: String(score) } };
  });
  return {
    actions: [{ ...rate, ...(survey.score === null ? { style: 'primary' as const } : {}) }],
    more: survey.score === null ? scores.toReversed() : [],
  };
}

/** Tells the team what the customer answered. */
export const answeredNews = (
  { name }: Pick<Project, 'name'>,
  { score, comment }: Pick<Survey, 'score' | 'comment'>,
  by: string,
): Card => ({
  title: [plain(`${by} rated `), strong(name), plain(` ${scoreWords(score ?? 0)}`)],
  blocks: comment ? [text(`“${comment}”`)] : [],
  actions: [],
  more: [],
});
