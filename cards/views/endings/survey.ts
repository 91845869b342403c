import {
  isFinished,
  maxScore,
  type Rating,
  type SurveyFacts,
  scoreWords,
} from '../../../src/domain/endings/survey.ts';
import { type Action, type Card, type CardActions, type CardBody, plain, strong, text } from '../../model.ts';
import { joined, numberedName } from '../words.ts';

/** Draws the question to the customer about a delivered project or a milestone that is done (CUS-7, CUS-9). */
export const surveyCard = (facts: SurveyFacts): Card => ({
  ...surveyView(facts),
  ...surveyActions(facts),
  of: { kind: 'survey', id: facts.survey.id },
});

/** What a survey asks about, as people name it: "Apollo", "2 · Train". */
export const subjectName = ({ project, milestone }: Pick<SurveyFacts, 'project' | 'milestone'>): string =>
  milestone ? numberedName(milestone) : project.name;

/** Asks how satisfied the customer is, or shows what they answered. */
export function surveyView(facts: SurveyFacts): CardBody {
  const { survey } = facts;
  const title = [plain(`How was ${subjectName(facts)}?`)];
  if (survey.score === null || survey.answeredAt === null)
    return {
      title,
      blocks: [text(`${standing(facts)} From 1 (bad) to ${maxScore} (very good), how was it?`)],
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

function standing(facts: SurveyFacts): string {
  const what = facts.milestone ? 'This milestone' : 'The project';
  if (isFinished(facts)) return `${what} is ${facts.milestone ? 'done' : 'delivered'}.`;
  return `${what} has open work again. You can answer now or later.`;
}

/** One press for each score, and a form for those who also want to say why. */
export function surveyActions({ milestone, survey }: SurveyFacts): CardActions {
  const of = milestone ? { milestone: String(milestone.number) } : undefined;
  const rate: Action = {
    label: survey.score === null ? 'Rate' : 'Change',
    command: 'csat',
    input: { ...of },
  };
  const scores = Array.from({ length: maxScore }, (_, nth): Action => {
    const score = nth + 1;
    return { label: scoreWords(score), command: 'csat', input: { ...of, score: String(score) } };
  });
  return {
    actions: [{ ...rate, ...(survey.score === null ? { style: 'primary' as const } : {}) }],
    more: survey.score === null ? scores.toReversed() : [],
  };
}

/** Tells the team what the customer answered. */
export const answeredNews = (facts: SurveyFacts, by: string): Card => ({
  title: [
    plain(`${by} rated `),
    strong(subjectName(facts)),
    plain(` ${scoreWords(facts.survey.score ?? 0)}`),
  ],
  blocks: facts.survey.comment ? [text(`“${facts.survey.comment}”`)] : [],
  actions: [],
  more: [],
});

/** "4 of 5, by Cleo, “It works well”": an answer in a list; `quoted` quotes a comment. */
export const ratingWords = ({ score, by, comment }: Rating, quoted: (comment: string) => string): string =>
  joined([scoreWords(score), by && `by ${by}`, comment && quoted(comment)]);
