import type { Project } from '../project/project.ts';

/** What the customer was asked once about a delivered project, and their answer (CUS-7). */
export type Survey = {
  id: string;
  projectId: string;
  /** An ISO instant. */
  askedAt: string;
  /** Whole 1 to 5; null: nobody has answered. */
  score: number | null;
  comment: string | null;
  answeredById: string | null;
  answeredAt: string | null;
};

/** A survey with its project. */
export type SurveyFacts = { project: Project; survey: Survey & { answeredBy: string | null } };

/** The best score. */
export const maxScore = 5;
/** The days in which an answer can be changed. */
export const changeableDays = 14;

/** Whether an answer can be given or changed at an instant. */
export const canAnswer = ({ answeredAt }: Pick<Survey, 'answeredAt'>, now: string): boolean =>
  answeredAt === null || Date.parse(now) - Date.parse(answeredAt) <= changeableDays * 24 * 60 * 60_000;

/** "4 of 5". */
export const scoreWords = (score: number): string => `${score} of ${maxScore}`;
