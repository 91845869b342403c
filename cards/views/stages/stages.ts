import {
  type Company,
  type CriterionStanding,
  type StageStanding,
  standingsOf,
} from '../../../src/domain/stages/company.ts';
import { companyVersion, type StageRequest } from '../../../src/domain/stages/decide.ts';
import { stageSlug } from '../../../src/domain/stages/stage.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { calendarDays, formatDate, plural, todayIn } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  callout,
  code,
  heading,
  type Item,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import type { State } from '../../states.ts';
import { firstItems, firstNames } from '../first-items.ts';
import { joined, numberedName } from '../words.ts';
import { pendingWords } from './pending.ts';

type At = { today: string };

const maxTitleCharacters = 60;
const maxReasonCharacters = 200;
const maxTextCharacters = 150;
const maxCriterionCharacters = 60;
const maxCriteria = 8;
/** One link for a criterion and two for any: ten of the longest kind are within the size of a message in Teams. */
const maxPieces = 1;
const maxUnnamed = 2;
const maxMissing = 3;

/** Draws the stages of a company (STG-1). */
export const stagesCard = (company: Company, at: At): Card => ({
  ...stagesView(company, at),
  ...stagesActions(company),
  of: { kind: 'company', id: company.project.id },
});

/** Returns the content of the card of the stages. */
export function stagesView(company: Company, { today }: At): CardBody {
  const standings = standingsOf(company);
  const current = standings.find(({ state }) => state.is === 'current');
  const achieved = standings.filter(({ state }) => state.is === 'achieved').length;
  return {
    title: [plain(`${company.project.name}, stages`)],
    subtitle: [
      plain(
        joined([
          `${achieved} of ${standings.length} achieved`,
          current
            ? `now ${current.stage.name}, ${sinceWords(current, company, today)}`
            : 'all stages are achieved',
        ]),
      ),
    ],
    blocks: [
      ...(company.coaches.length === 0 ? noCoach() : []),
      { is: 'list', items: standings.map((one) => stageItem(one, company, today)) },
      ...(current ? criteriaOf(current) : []),
    ],
  };
}

/** Returns the actions of that card; the server checks who presses. */
export function stagesActions(company: Company): CardActions {
  const current = standingsOf(company).find(({ state }) => state.is === 'current');
  if (!current) return { actions: [], more: [] };
  const { stage } = current;
  const addTask: Action = { label: 'Add a task', command: 'task', input: { stage: stage.stage } };
  const achieve = decideAction(company, { stage: stage.stage, achieved: true, reason: undefined });
  return {
    actions: [{ ...achieve, style: 'primary' }, addEvidence(current), show(current)],
    more: [addTask, ...(company.coaches.length === 0 ? [giveCoach] : [])],
  };
}

/** Returns the button that decides about a stage, after a question that names what happens. */
export function decideAction(company: Company, { stage, achieved, reason }: StageRequest): Action {
  const found = standingsOf(company).find((one) => one.stage.stage === stage);
  const name = found ? numberedName(found.stage) : stageSlug(stage);
  return {
    label: achieved ? 'Achieve' : 'Take back',
    command: achieved ? 'achieve' : 'unachieve',
    input: { stage, ...(reason ? { reason } : {}), sure: 'yes' },
    version: companyVersion(company),
    confirm: {
      title: achieved ? 'Achieve this stage?' : 'Take this stage back?',
      text: achieved
        ? `${name} of ${excerpt(company.project.name, maxTitleCharacters)} is achieved, the next stage starts, and the company and its coaches are told. The record stays.`
        : `${name} of ${excerpt(company.project.name, maxTitleCharacters)} is no longer achieved, and the company and its coaches are told. Both records stay.`,
      yes: achieved ? 'Achieve' : 'Take back',
    },
  };
}

const stateIcons: Record<StageStanding['state']['is'], State> = {
  achieved: 'done',
  current: 'in_progress',
  next: 'upcoming',
};

/** "2 · First customer: current since Mon 7 Dec, 12 days", its criteria, and what was decided. */
function stageItem(one: StageStanding, company: Company, today: string): Item {
  const { stage, state, last, missing } = one;
  const lines = [
    criteriaWords(one),
    tasksWords(one),
    last?.achieved && last.reason ? `“${excerpt(last.reason, maxReasonCharacters)}”` : '',
    last && !last.achieved ? takenBackWords(one, company, today) : '',
    missing.length > 0
      ? `Evidence that was counted no longer exists: ${firstNames(
          missing.map((title) => excerpt(title, maxTitleCharacters)),
          maxMissing,
        )}. A coach can take the stage back.`
      : '',
  ].filter(Boolean);
  const decide = decideAction(company, {
    stage: stage.stage,
    achieved: state.is !== 'achieved',
    reason: undefined,
  });
  return {
    state: missing.length > 0 ? 'returned' : stateIcons[state.is],
    spans: [
      strong(numberedName(stage)),
      plain(`: ${stateWords(one, company, today)}`),
      ...lines.map((line) => plain(`\n${line}`)),
    ],
    actions: [decide, ...(state.is === 'achieved' ? [] : [addEvidence(one)]), show(one)],
  };
}

function stateWords(one: StageStanding, company: Company, today: string): string {
  const { state, last } = one;
  if (state.is === 'next') return 'next';
  if (state.is === 'current') return `current ${sinceWords(one, company, today)}`;
  return joined([`achieved on ${dayWords(state.since, company, today)}`, last?.by && `by ${last.by}`]);
}

const dayWords = (at: string | null, { project }: Company, today: string) =>
  at === null ? '' : formatDate(todayIn(at, project.zone), today);

/** "since Mon 7 Dec, 12 days". */
function sinceWords({ state }: StageStanding, company: Company, today: string): string {
  if (state.since === null) return '';
  const from = todayIn(state.since, company.project.zone);
  return `since ${formatDate(from, today)}, ${plural(calendarDays(from, today), 'day')}`;
}

const takenBackWords = ({ last }: StageStanding, company: Company, today: string) =>
  last
    ? joined([
        `Taken back on ${dayWords(last.at, company, today)}${last.by ? ` by ${last.by}` : ''}`,
        last.reason && `“${excerpt(last.reason, maxReasonCharacters)}”`,
      ])
    : '';

/** "☑ Signed contract · ☐ Payment received (1 piece of evidence)". */
const criteriaWords = ({ criteria }: StageStanding): string =>
  firstNames(
    criteria.map((one) => `${mark(one)} ${excerpt(one.item.text, maxCriterionCharacters)}${backed(one)}`),
    maxCriteria,
    ' · ',
  );

/** "Tasks: 3 of 5 approved · 🟡 Pending: 2"; empty without tasks. */
const tasksWords = ({ stage: { tasks } }: StageStanding): string =>
  joined(
    [tasks.total > 0 && `Tasks: ${tasks.approved} of ${tasks.total} approved`, pendingWords(tasks)],
    ' · ',
  );

const mark = ({ isMet }: CriterionStanding) => (isMet ? '☑' : '☐');

function backed({ evidence, figure }: CriterionStanding): string {
  const words = joined([
    figure?.value != null && `${excerpt(figure.value, 40)} so far`,
    evidence.length > 0 && `${evidence.length} ${evidence.length === 1 ? 'piece' : 'pieces'} of evidence`,
  ]);
  return words ? ` (${words})` : '';
}

/** Returns the criteria of the current stage, each with what speaks for it. */
function criteriaOf(standing: StageStanding): Block[] {
  const { stage, criteria, unnamed } = standing;
  if (criteria.length === 0) return [];
  const rest =
    unnamed.length > 0 ? [{ spans: [strong('For any of them: '), ...piecesOf(unnamed, maxUnnamed)] }] : [];
  return [
    heading(`What ${stage.name} needs`),
    {
      is: 'list',
      items: [
        ...firstItems(
          criteria.map((one) => criterionItem(standing, one)),
          maxCriteria,
        ),
        ...rest,
      ],
    },
  ];
}

function criterionItem({ stage }: StageStanding, one: CriterionStanding): Item {
  const { item, isMet, evidence, figure } = one;
  const speaks: Span[][] = [
    ...(figure
      ? [
          [
            plain(
              `${excerpt(figure.metric, maxTitleCharacters)} ${excerpt(figure.value ?? 'has no value yet', 40)}, target ${figure.target}`,
            ),
          ],
        ]
      : []),
    ...(evidence.length > 0 ? [piecesOf(evidence)] : []),
  ];
  return {
    spans: [
      plain(
        `${mark(one)} ${isMet ? 'Met' : 'Not met'}: ${stage.number}.${item.number} ${excerpt(item.text, maxTextCharacters)}`,
      ),
      ...(speaks.length > 0
        ? speaks.flatMap((spans, nth) => [plain(nth === 0 ? ' – ' : ' · '), ...spans])
        : isMet
          ? []
          : [plain(' – no evidence yet')]),
    ],
  };
}

/** The first pieces of evidence as links, and how many more there are. */
function piecesOf(evidence: StageStanding['unnamed'], max = maxPieces): Span[] {
  const rest = evidence.length - max;
  return [
    ...evidence.slice(0, max).flatMap((piece, nth): Span[] => {
      const title = excerpt(piece.title.replace(/^https?:\/\//i, ''), maxTitleCharacters);
      const words = piece.kind === 'metric' ? `${title} ${piece.value ?? ''}` : title;
      const span: Span =
        piece.url === null ? plain(words) : { is: 'link', text: `${title} ↗`, url: piece.url };
      return [...(nth > 0 ? [plain(' · ')] : []), span];
    }),
    ...(rest > 0 ? [plain(` · and ${rest} more`)] : []),
  ];
}

const addEvidence = ({ stage }: StageStanding): Action => ({
  label: 'Add evidence',
  command: 'evidence',
  input: { milestone: String(stage.number) },
});

const show = ({ stage }: StageStanding): Action => ({
  label: 'Show',
  command: 'show',
  input: { milestone: String(stage.number) },
});

const giveCoach: Action = { label: 'Give the role', command: 'role', input: { role: 'coach' } };

/** Says that nobody can decide, and how to get a coach. */
const noCoach = (): Block[] => [
  callout('returned', [
    plain('This company has no coach, so nobody can achieve a stage. An administrator gives it one with '),
    code('role @name coach'),
    plain('.'),
  ]),
  text('Everything else goes on meanwhile.', 'quiet'),
];
