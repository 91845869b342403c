import { pageOf } from '../../../src/domain/page.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { webAddress } from '../../../src/domain/review/evidence.ts';
import {
  completionDays,
  type StageComparison,
  type StageFigure,
  type StageMetrics,
} from '../../../src/domain/stages/metrics.ts';
import { stageDefinitions, stageKeys } from '../../../src/domain/stages/stage.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type Item,
  note,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import type { State } from '../../states.ts';
import { pagedNote } from '../paging.ts';
import { joined, numberedName } from '../words.ts';

const maxTitleCharacters = 80;

/** The figures of a company; `compared` is empty where its reader does not coach it. */
export type ShownMetrics = {
  project: Pick<Project, 'id' | 'name'>;
  stages: readonly StageMetrics[];
  compared: readonly StageComparison[];
  /** How many companies are compared. */
  companies: number;
  today: string;
};

/** Shows the figures of each stage of a company, with buttons to the records behind them (STG-3). */
export function stageMetricsCard({ project, stages, compared, companies, today }: ShownMetrics): Card {
  const items = stages.map((one): Item => {
    const place = compared.find(({ stage }) => stage === one.stage);
    const lines = [
      tasksWords(one),
      workWords(one),
      place && companies > 1 ? placeWords(place, companies) : '',
    ].filter(Boolean);
    return {
      state: stateOf(one),
      spans: [
        strong(titleOf(one)),
        plain(`: ${timeWords(one, today)}`),
        ...lines.map((words) => plain(`\n${words}`)),
      ],
      ...(hasRecords(one) ? { actions: recordActions(one, project.id) } : {}),
    };
  });
  return note(`${project.name}, figures of its stages`, [{ is: 'list', items }]);
}

const titleOf = ({ stage }: Pick<StageMetrics, 'stage'>): string =>
  `${stageKeys.indexOf(stage) + 1} · ${stageDefinitions[stage].name}`;

const stateOf = ({ achieved, isCurrent }: StageMetrics): State =>
  achieved !== null ? 'done' : isCurrent ? 'in_progress' : 'upcoming';

/** "12 days, started Mon 7 Dec, achieved Sat 19 Dec". */
const timeWords = ({ days, started, achieved }: StageMetrics, today: string): string =>
  joined([
    days === null ? 'not started' : plural(days, 'day'),
    started !== null && `started ${formatDate(started, today)}`,
    achieved !== null && `achieved ${formatDate(achieved, today)}`,
  ]);

/** "5 tasks: 2 active, 3 completed in 4.5 days on average (median 4)". */
function tasksWords({ tasks, completionDays: { average, median } }: StageMetrics): string {
  if (tasks.total === 0) return 'No tasks';
  const took =
    average === null || median === null ? '' : ` in ${plural(average, 'day')} on average (median ${median})`;
  return `${plural(tasks.total, 'task')}: ${tasks.active} active, ${tasks.completed} completed${took}`;
}

/** "7 updates, approval rate 80 %, 3 pieces of evidence". */
const workWords = ({ updates, approvalRate, decisions, evidence }: StageMetrics): string =>
  joined([
    plural(updates.length, 'update'),
    approvalRate === null
      ? 'nothing decided yet'
      : `approval rate ${percentWords(approvalRate)} of ${plural(decisions.length, 'decision')}`,
    evidence.length === 1 ? '1 piece of evidence' : `${evidence.length} pieces of evidence`,
  ]);

/** "Of your 6 companies 3 achieved it, in 9 days on average (median 8); this one is number 2". */
function placeWords({ achieved, average, median, place }: StageComparison, companies: number): string {
  if (average === null || median === null) return `None of your ${companies} companies has achieved it`;
  const where = place === null ? '' : `; this one was number ${place}, the fastest first`;
  return `${achieved} of your ${companies} companies achieved it, in ${plural(average, 'day')} on average (median ${median})${where}`;
}

const hasRecords = (one: StageMetrics) =>
  one.tasks.total + one.updates.length + one.decisions.length + one.evidence.length > 0;

const figureLabels: Record<StageFigure, string> = {
  tasks: 'Tasks',
  updates: 'Updates',
  approvals: 'Decisions',
  evidence: 'Evidence',
};

function recordActions(one: StageMetrics, project: string): Action[] {
  const counts: Record<StageFigure, number> = {
    tasks: one.tasks.total,
    updates: one.updates.length,
    approvals: one.decisions.length,
    evidence: one.evidence.length,
  };
  return (Object.keys(counts) as StageFigure[])
    .filter((figure) => counts[figure] > 0)
    .map((figure) => ({
      label: figureLabels[figure],
      command: 'metrics-stages',
      input: { stage: one.stage, figure },
      about: { project },
    }));
}

/** Lists the records behind a figure of a stage, the latest first. */
export function stageRecordsCard(
  metrics: StageMetrics,
  figure: StageFigure,
  { project, page: wanted }: Pick<ShownMetrics, 'project'> & { page: number | undefined },
): Card {
  const page = pageOf(recordItems(metrics, figure), wanted);
  const list: Block =
    page.lines.length > 0 ? { is: 'list', items: page.lines } : text('There are no records of this yet.');
  const card = pagedNote(
    `${project.name}, ${titleOf(metrics)}, ${figureLabels[figure].toLowerCase()}`,
    [list],
    page,
    { command: 'metrics-stages', input: { stage: metrics.stage, figure } },
  );
  return { ...card, subtitle: [plain(figureSummary(metrics, figure))] };
}

const figureSummary = (one: StageMetrics, figure: StageFigure): string =>
  figure === 'tasks' ? tasksWords(one) : workWords(one);

function recordItems(one: StageMetrics, figure: StageFigure): Item[] {
  switch (figure) {
    case 'tasks':
      return one.tasks.records.toReversed().map((task) => {
        const days = completionDays(task);
        const words = task.isDone
          ? joined(['completed', days !== null && `after ${plural(days, 'day')}`])
          : task.isSubmitted
            ? 'waiting for approval'
            : 'active';
        return record(
          task,
          [plain(`, ${words}`)],
          task.isDone ? 'done' : task.isSubmitted ? 'waiting' : 'in_progress',
        );
      });
    case 'updates':
      return one.updates
        .toReversed()
        .map((update) =>
          record(update, [
            plain(
              `, ${joined([percentWords(update.percent), update.note && `“${excerpt(update.note, maxTitleCharacters)}”`, by(update)])}, `,
            ),
            { is: 'instant', at: update.at },
          ]),
        );
    case 'approvals':
      return one.decisions
        .toReversed()
        .map((decision) =>
          record(
            decision,
            [plain(`, ${joined([decision.decision, by(decision)])}, `), { is: 'instant', at: decision.at }],
            decision.decision,
          ),
        );
    case 'evidence':
      return one.evidence
        .toReversed()
        .map((piece) =>
          record(piece, [
            plain(', '),
            titleSpan(piece),
            plain(`, ${joined([by(piece)])} `),
            { is: 'instant', at: piece.at },
          ]),
        );
    default:
      return figure satisfies never;
  }
}

const by = ({ by: name }: { by: string | null }) => name !== null && `by ${name}`;

const record = (of: Parameters<typeof numberedName>[0], spans: Span[], state?: State): Item => ({
  ...(state ? { state } : {}),
  spans: [strong(numberedName(of)), ...spans],
});

function titleSpan({ title, url }: { title: string; url: string | null }): Span {
  const words = excerpt(title.replace(/^https?:\/\//i, ''), maxTitleCharacters);
  const address = url === null ? undefined : webAddress(url);
  return address === undefined ? plain(words) : { is: 'link', text: `${words} ↗`, url: address };
}

/** Compares all companies of a coach in each stage (STG-3). */
export function comparisonCard(compared: readonly StageComparison[], companies: number): Card {
  return note(`Your ${plural(companies, 'company')}, stages`, [
    {
      is: 'list',
      items: compared.map((one) => ({
        spans: [
          strong(titleOf(one)),
          plain(
            `: ${joined([
              one.average === null || one.median === null
                ? 'nobody has achieved it'
                : `${one.achieved} achieved it in ${plural(one.average, 'day')} on average (median ${one.median})`,
              `${one.current} ${one.current === 1 ? 'is' : 'are'} in it`,
            ])}`,
          ),
        ],
      })),
    },
    text('“metrics stages” with the name of a company shows its figures.', 'quiet'),
  ]);
}
