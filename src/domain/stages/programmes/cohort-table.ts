import { type Cell, csvOf } from '../../text/csv.ts';
import type { PortfolioLine } from '../portfolio.ts';
import { stageDefinitions } from '../stage.ts';
import type { Cohort } from './programme.ts';

/** Returns the lines of a portfolio that are of a cohort's companies, in their order. */
export function linesOfCohort(
  lines: readonly PortfolioLine[],
  { companies }: Pick<Cohort, 'companies'>,
): PortfolioLine[] {
  const ids = new Set(companies.map(({ project }) => project.id));
  return lines.filter(({ project }) => ids.has(project.id));
}

/** The words of the severity of a company's health. */
export type HealthWords = (severity: PortfolioLine['severity']) => string;

/** The names of the columns. */
const header: readonly Cell[] = [
  'Company',
  'Stage',
  'Days in stage',
  'Health',
  'Reason',
  'Last update',
  'Open tasks',
  'Waiting for approval',
];

/** Returns the table of a cohort as CSV; days are YYYY-MM-DD (STG-5). */
export const cohortCsv = (lines: readonly PortfolioLine[], healthWords: HealthWords): string =>
  csvOf([header, ...lines.map((line) => cellsOf(line, healthWords))]);

const cellsOf = (line: PortfolioLine, healthWords: HealthWords): Cell[] => [
  line.project.name,
  line.stage === null ? 'All achieved' : stageDefinitions[line.stage].name,
  line.days,
  healthWords(line.severity),
  line.reason,
  line.lastUpdate,
  line.openTasks,
  line.waiting,
];
