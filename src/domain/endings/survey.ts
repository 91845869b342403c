import type { Milestone, NamedMilestone } from '../plan/milestone.ts';
import type { Project } from '../project/project.ts';

/** What the customer was asked once about a delivered project or a milestone that is done, and their answer (CUS-7, CUS-9). */
export type Survey = {
  id: string;
  projectId: string;
  /** Null: the project as a whole. */
  milestoneId: string | null;
  /** An ISO instant. */
  askedAt: string;
  /** Whole 1 to 5; null: nobody has answered. */
  score: number | null;
  comment: string | null;
  answeredById: string | null;
  answeredAt: string | null;
};

/** The milestone that a survey asks about. */
export type RatedMilestone = NamedMilestone & Pick<Milestone, 'status'>;

/** A survey with its project and milestone. */
export type SurveyFacts = {
  project: Project;
  milestone: RatedMilestone | null;
  survey: Survey & { answeredBy: string | null };
};

/** Whether what a survey asks about is still finished. */
export const isFinished = ({ project, milestone }: Pick<SurveyFacts, 'project' | 'milestone'>): boolean =>
  milestone ? milestone.status === 'done' : project.status === 'delivered';

/** What the customer said of a milestone, or of the whole project where `number` and `name` are null. */
export type Rating = {
  number: number | null;
  name: string | null;
  outcome: string | null;
  score: number;
  comment: string | null;
  by: string | null;
};

/** A survey that nobody has answered yet. */
export const newSurvey = (of: Pick<Survey, 'id' | 'projectId' | 'milestoneId' | 'askedAt'>): Survey => ({
  ...of,
  score: null,
  comment: null,
  answeredById: null,
  answeredAt: null,
});

/** The best score. */
export const maxScore = 5;
/** The days in which an answer can be changed. */
export const changeableDays = 14;

/** Whether an answer can be given or changed at an instant. */
export const canAnswer = ({ answeredAt }: Pick<Survey, 'answeredAt'>, now: string): boolean =>
  answeredAt === null || Date.parse(now) - Date.parse(answeredAt) <= changeableDays * 24 * 60 * 60_000;

/** "4 of 5". */
export const scoreWords = (score: number): string => `${score} of ${maxScore}`;

/** The survey that an answer means; `several` and `none` when that is not clear. */
export type MeantSurvey<F extends SurveyFacts = SurveyFacts> =
  | { is: 'found'; facts: F }
  | { is: 'several'; open: F[] }
  | { is: 'none' };

/**
 * Returns the survey that an answer is for: that of the milestone numbered `number`; without a number that of the whole
 * project, else the only one that waits for an answer.
 */
export function surveyMeant<F extends SurveyFacts>(
  all: readonly F[],
  number: number | undefined,
): MeantSurvey<F> {
  const named = all.find(({ milestone }) => milestone?.number === number);
  if (named) return { is: 'found', facts: named };
  if (number !== undefined) return { is: 'none' };
  const open = all.filter((facts) => facts.survey.score === null && isFinished(facts));
  const [only, ...others] = open;
  if (!only) return { is: 'none' };
  return others.length > 0 ? { is: 'several', open } : { is: 'found', facts: only };
}
