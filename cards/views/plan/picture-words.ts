import { type Bar, type BarFacts, barChartOf } from '../../../src/domain/plan/bars.ts';
import { type BurnUp, workWords } from '../../../src/domain/plan/burn-up.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { capitalised } from '../../../src/domain/text/wording.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import { joined, numberedName, stateOf } from '../words.ts';

const maxCharacters = 60;

/** Says what the picture of a timeline shows, as its alternative text; null where there would be no bar. */
export function timelinePictureWords(
  facts: BarFacts & { project: Pick<Project, 'target'> },
  today: string,
): string | null {
  const { bars, rest, forecast } = barChartOf(facts, today);
  if (bars.length === 0) return null;
  const byState = Map.groupBy(bars, (bar) => barStateWords(bar, today));
  const parts = [...byState].map(
    ([state, some]) => `${state}: ${some.map((bar) => barWords(bar, today)).join('; ')}`,
  );
  return sentences([
    `Timeline on ${formatDate(today, today)}`,
    ...parts,
    goLiveWords(facts.project, today),
    forecast && `Forecast ${formatDate(forecast, today)}`,
    Object.values(rest).some((count) => count > 0) &&
      `Not shown: ${joined([
        rest.done > 0 && `${rest.done} done`,
        rest.dueLater > 0 && `${rest.dueLater} due later`,
        rest.undated > 0 && `${rest.undated} without a date`,
      ])}`,
  ]);
}

/** Says what the picture of a burn-up shows, as its alternative text. `doneWords` says how much is done. */
export function burnUpPictureWords(
  { points, scope, readyOn, measure }: BurnUp,
  doneWords: string,
  { target }: Pick<Project, 'target'>,
  today: string,
): string {
  const [first] = points;
  return sentences([
    `Burn-up${first ? ` from ${formatDate(first.day, today)} to ${formatDate(today, today)}` : ''}: ${doneWords}`,
    first &&
      first.scope !== scope &&
      `The scope went from ${workWords(first.scope, measure)} to ${workWords(scope, measure)}`,
    readyOn && `At this pace all is done on ${formatDate(readyOn, today)}`,
    goLiveWords({ target }, today),
  ]);
}

const goLiveWords = ({ target }: Pick<Project, 'target'>, today: string) =>
  target && `Go-live ${formatDate(target, today)}`;

const sentences = (parts: Parameters<typeof joined>[0]) => `${joined(parts, '. ')}.`;

const isOverdue = ({ milestone, to }: Bar, today: string) => milestone.status !== 'done' && to < today;

/** "Blocked", "Blocked and overdue", "Overdue". */
function barStateWords(bar: Bar, today: string): string {
  const { milestone } = bar;
  const state = stateOf(milestone);
  const word = capitalised(state);
  if (!isOverdue(bar, today)) return word;
  return milestone.status === 'blocked' || milestone.submittedAt ? `${word} and overdue` : 'Overdue';
}

/** "3 · Beta launch, due Thu 10 Dec"; the day it was done where it is. */
const barWords = ({ milestone, to }: Bar, today: string) =>
  `${excerpt(numberedName(milestone), maxCharacters)}, ${milestone.status === 'done' ? '' : 'due '}${formatDate(to, today)}`;
