import { pageOf } from '../../../src/domain/page.ts';
import type { PortfolioLine, Trend } from '../../../src/domain/stages/portfolio.ts';
import { stageDefinitions } from '../../../src/domain/stages/stage.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Action, type Card, type Item, plain, strong } from '../../model.ts';
import type { State } from '../../states.ts';
import { stateWord } from '../../states.ts';
import { type ReadIn, usableIn } from '../elsewhere.ts';
import { pagedNote, rangeWords } from '../paging.ts';
import { joined } from '../words.ts';
import { noCompanies } from './queue.ts';

const maxNameCharacters = 80;
const maxReasonCharacters = 120;

/** Lists the companies of a coach, the most worrying first (STG-5). */
export function portfolioCard(
  lines: readonly PortfolioLine[],
  today: string,
  { page: wanted, shown }: { page: number | undefined; shown: ReadIn | undefined },
): Card {
  if (lines.length === 0)
    return noCompanies('Your portfolio is of the companies that you coach, and you coach none.');
  const page = pageOf(lines, wanted);
  const card = pagedNote(
    joined(['Your portfolio', rangeWords(page)]),
    [{ is: 'list', items: page.lines.map((line) => companyItem(line, today)) }],
    page,
    { command: 'portfolio' },
  );
  return usableIn(
    { ...card, subtitle: [plain(portfolioSummary(lines))], actions: [queue, ...card.actions] },
    shown,
  );
}

const queue: Action = { label: 'Queue', command: 'queue', input: {} };

/** "6 companies, the most worrying first, 1 at risk". */
function portfolioSummary(lines: readonly PortfolioLine[]): string {
  const atRisk = lines.filter(({ severity }) => severity === 2).length;
  return joined([
    plural(lines.length, 'company'),
    lines.length > 1 && 'the most worrying first',
    atRisk > 0 && `${atRisk} at risk`,
  ]);
}

const severityStates = ['on_track', 'minor_issues', 'at_risk'] as const satisfies readonly State[];

/** Returns the word of a severity: "on track". */
export const severityWord = (severity: PortfolioLine['severity']): string =>
  stateWord(severityStates[severity]);

/** "Acme: First customer for 12 days, slower than usual (8 days), at risk", what is open, and when it last reported. */
export function companyItem(line: PortfolioLine, today: string): Item {
  const { project, stage, days, severity, reason, lastUpdate, openTasks, waiting, trend } = line;
  const about = { project: project.id };
  const state = severityStates[severity];
  const where =
    stage === null
      ? 'all stages achieved'
      : `${stageDefinitions[stage].name} for ${plural(days ?? 0, 'day')}`;
  const open = joined([
    lastUpdate === null ? 'no update yet' : `last update ${formatDate(lastUpdate, today)}`,
    plural(openTasks, 'open task'),
    waiting > 0 && `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for approval`,
  ]);
  return {
    state,
    spans: [
      strong(excerpt(project.name, maxNameCharacters)),
      plain(`: ${joined([where, trend && trendWords(trend), stateWord(state)])}`),
      plain(`\n${open}`),
      ...(reason === null ? [] : [plain(`\n${excerpt(reason, maxReasonCharacters)}`)]),
    ],
    actions: [
      { label: 'Stages', command: 'stages', input: {}, about },
      { label: 'Health', command: 'health', input: {}, about },
      { label: 'List', command: 'list', input: {}, about },
    ],
  };
}

const trendWords = ({ is, median }: Trend): string =>
  is === 'as_usual' ? `as usual (${plural(median, 'day')})` : `${is} than usual (${plural(median, 'day')})`;
