import type { PortfolioLine } from '../domain/stages/portfolio.ts';
import type { Cohort } from '../domain/stages/programmes/programme.ts';
import type { ProgrammeAnswer, ProgrammeQuestion } from '../domain/stages/programmes/programme-question.ts';
import { portfolioResource } from './queue.ts';
import { personRef, projectRef, type Resource } from './resource.ts';

/** A programme with those of its companies that the person coaches. */
export const cohortResource = ({ programme, companies }: Cohort): Resource => ({
  id: programme.id,
  name: programme.name,
  madeAt: programme.madeAt,
  companies: companies.map(({ project }) => projectRef(project)),
});

/** A question to the companies of a programme. */
export const questionResource = (
  question: ProgrammeQuestion,
  { programme, companies }: Cohort,
): Resource => ({
  id: question.id,
  programme: programme.name,
  question: question.text,
  lastDay: question.lastDay,
  companies: companies.map(({ project }) => projectRef(project)),
});

/** The answer of one company. */
export const companyAnswerResource = (
  question: ProgrammeQuestion,
  answer: ProgrammeAnswer,
  by: string | null,
): Resource => ({
  question: { id: question.id, text: question.text, lastDay: question.lastDay },
  answer: answer.text,
  by: personRef(answer.answeredById, by),
  at: answer.answeredAt,
});

/** The same with the table of its companies, the most worrying first. */
export const cohortTableResource = (cohort: Cohort, lines: readonly PortfolioLine[]): Resource => ({
  id: cohort.programme.id,
  name: cohort.programme.name,
  madeAt: cohort.programme.madeAt,
  ...portfolioResource(lines),
});

/** The table of a programme as a CSV file. */
export const cohortExportResource = ({ programme }: Cohort, csv: string): Resource => ({
  document: { name: programme.name, format: 'csv', text: csv },
});

/** How a blueprint was applied to each company of a programme; empty results in the question. */
export const appliedToAllResource = (
  { programme, companies }: Cohort,
  blueprint: string,
  results: readonly { is: 'done' | 'refused' }[] = [],
): Resource => ({
  programme: programme.name,
  blueprint,
  companies: companies.map(({ project }, nth) => ({
    ...projectRef(project),
    applied: results[nth]?.is === 'done',
  })),
});
