import { criterionText, readCriterion } from '../../../src/domain/launch/criteria-text.ts';
import {
  type DecisionPoint,
  decisionKey,
  type OpenDecision,
  type Verdict,
} from '../../../src/domain/launch/decision-point.ts';
import { isEmptyEffect } from '../../../src/domain/launch/effect.ts';
import {
  type DecisionFacts,
  type DecisionWithVotes,
  type JudgedCriterion,
  judgedCriteria,
} from '../../../src/domain/launch/launch.ts';
import { pageOf } from '../../../src/domain/page.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { hashText } from '../../../src/domain/text/hash.ts';
import { formatDate, formatDistance } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  code,
  heading,
  type Item,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import type { State } from '../../states.ts';
import { stoppedBlocks } from '../money/stopped.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import { andList, joined, withFullStop } from '../words.ts';
import { effectAction, effectBlocks, remedyEffect } from './remedy.ts';

/** The one word for each verdict, everywhere. */
export const verdictWords: Record<Verdict, string> = {
  go: 'go',
  no_go: 'no-go',
  conditions: 'go with conditions',
};

/** "D2 · Go for 19 Feb?": number and question, as people refer to it. */
export const decisionTitle = (decision: Pick<DecisionPoint, 'number' | 'question'>): string =>
  `${decisionKey(decision)} · ${decision.question}`;

/** "Wed 18 Feb, 3 working days left"; empty without a day. */
export const dayWords = (
  on: string | null,
  today: string,
  { holidays }: Pick<Project, 'holidays'>,
): string =>
  on === null
    ? ''
    : on === today
      ? 'today'
      : `${formatDate(on, today)}, ${formatDistance(on, today, holidays)}`;

/** "decide on Wed 18 Feb, 3 working days left"; the verdict once it is closed. */
const standingWords = ({ on, outcome }: DecisionPoint, today: string, project: Project): string =>
  outcome ? verdictWords[outcome] : decideWords({ on }, today, project);

function decideWords(
  { on }: Pick<DecisionPoint, 'on'>,
  today: string,
  project: Pick<Project, 'holidays'>,
): string {
  if (on === null) return 'open';
  return on === today ? 'decide today' : `decide on ${dayWords(on, today, project)}`;
}

/** Returns the verdict; until then, whether its day has passed. */
const decisionState = ({ on, outcome }: Pick<DecisionPoint, 'on' | 'outcome'>, today: string): State =>
  outcome ?? (on !== null && on < today ? 'overdue' : 'open');

/** Draws a decision's live card (LCH-4). `today` is YYYY-MM-DD in the project's zone. */
export const decisionCard = (facts: DecisionFacts, at: { today: string }): Card => ({
  ...decisionView(facts, at),
  ...decisionActions(facts, at),
  of: { kind: 'decision', id: facts.decision.id },
});

/** Shows the question, its criteria, the votes, and who has not voted yet. */
export function decisionView(facts: DecisionFacts, { today }: { today: string }): CardBody {
  const { decision, project } = facts;
  const criteria = judgedCriteria(facts);
  return {
    title: [plain(decisionTitle(decision))],
    state: decisionState(decision, today),
    subtitle: decision.outcome || decision.on === null ? [] : [plain(decideWords(decision, today, project))],
    blocks: [
      ...stoppedBlocks(facts, today),
      ...outcomeBlocks(decision),
      ...criteriaBlocks(decision, criteria, today),
      ...voteBlocks(decision),
      ...fallbackBlocks(facts, today),
    ],
  };
}

/** Offers the votes while it is open; after a no-go, the fallback. */
export function decisionActions(facts: DecisionFacts, { today }: { today: string }): CardActions {
  const { decision } = facts;
  if (decision.outcome !== null) return { actions: fallbackActions(facts, today), more: [] };
  return {
    actions: voteActions(decision),
    more: [{ label: 'Decide now', command: 'decide', input: reference(decision) }],
  };
}

const reference = (decision: Pick<DecisionPoint, 'number'>) => ({ decision: decisionKey(decision) });

/** Returns the three possible votes, the likeliest first. */
export const voteActions = (decision: Pick<DecisionPoint, 'number'>): Action[] => {
  const vote = (choice: Verdict) => ({ command: 'vote', input: { ...reference(decision), choice } });
  return [
    { label: 'Go', style: 'primary', ...vote('go') },
    { label: 'No-go', ...vote('no_go') },
    { label: 'Go with conditions', ...vote('conditions') },
  ];
};

function outcomeBlocks({ outcome, outcomeNote, decidedBy, votes }: DecisionWithVotes): Block[] {
  if (!outcome) return [];
  const by =
    votes.length > 0 && votes.every(({ choice }) => choice !== null)
      ? 'by all votes'
      : decidedBy && `by ${decidedBy}`;
  const why = outcomeNote ? `: “${outcomeNote}”` : '';
  return [text([strong(`Decided ${by || 'already'}`), plain(why)])];
}

function criteriaBlocks(decision: DecisionWithVotes, criteria: JudgedCriterion[], today: string): Block[] {
  if (criteria.length === 0) return [];
  const met = criteria.filter((one) => one.met === true).length;
  return [
    heading(`${met} of ${criteria.length} criteria met`),
    { is: 'list', items: criteria.map((one, index) => criterionItem(decision, one, index, today)) },
  ];
}

const criterionState = (met: boolean | null) => (met === null ? 'Open' : met ? 'Met' : 'Not met');

function criterionItem(
  decision: DecisionWithVotes,
  { text: said, met, figure, manual }: JudgedCriterion,
  index: number,
  today: string,
): Item {
  const criterion = readCriterion(said);
  const words = excerpt(
    criterionText(criterion, (date) => formatDate(date, today)),
    200,
  );
  const spans: Span[] = [
    strong(criterionState(met)),
    plain(`: ${joined([words, figure && `(${figure})`], ' ')}`),
  ];
  if (!manual || decision.outcome) return { spans };
  const criterionInput = { criterion: `${decisionKey(decision)}.${index + 1}` };
  const say = (label: string, word: string): Action => ({
    label,
    command: 'criterion',
    input: { ...criterionInput, state: word },
    // a criterion's number is its place in a list that can change, so the button is bound to its text
    version: hashText(said),
  });
  return {
    spans,
    actions: [
      ...(met === true ? [] : [say('Met', 'met')]),
      ...(met === false ? [] : [say('Not met', 'not_met')]),
    ],
  };
}

function voteBlocks({ votes, outcome }: DecisionWithVotes): Block[] {
  const cast = votes.flatMap(({ choice, note: said, voter }): Item[] =>
    choice === null
      ? []
      : [
          {
            spans: [
              strong(voter.name),
              plain(`: ${joined([verdictWords[choice], said && `“${excerpt(said, 150)}”`])}`),
            ],
          },
        ],
  );
  const waiting = votes.filter(({ choice }) => choice === null);
  const names = waiting.flatMap(({ voter }, index): Span[] => [
    ...(index > 0 ? [plain(', ')] : []),
    { is: 'mention', name: voter.name, addresses: voter.addresses },
  ]);
  return [
    ...(cast.length > 0 ? [{ is: 'list' as const, items: cast }] : []),
    ...(outcome === null && waiting.length > 0 ? [text([plain('Waiting for '), ...names])] : []),
    ...(outcome === null && votes.length === 0 ? [text('Nobody else votes on this.')] : []),
  ];
}

function fallbackBlocks(facts: DecisionFacts, today: string): Block[] {
  const { fallback, outcome, fellBackAt } = facts.decision;
  if (!fallback || outcome === 'go' || outcome === 'conditions') return [];
  if (outcome === null) return [text(`If no-go: ${withFullStop(fallback)}`, 'quiet')];
  if (fellBackAt) return [text(`Fallback carried out: ${withFullStop(fallback)}`)];
  const { effect } = remedyEffect(fallback, facts, today);
  return [text([strong('Fallback'), plain(`: ${withFullStop(fallback)}`)]), ...effectBlocks(effect, today)];
}

/** Offers the fallback as one button after a no-go, where its effect can be computed. */
function fallbackActions(facts: DecisionFacts, today: string): Action[] {
  const { decision } = facts;
  if (decision.outcome !== 'no_go' || !decision.fallback || decision.fellBackAt) return [];
  const { remedy, effect } = remedyEffect(decision.fallback, facts, today);
  if (isEmptyEffect(effect)) return [];
  return [effectAction(remedy, effect, today, { command: 'fallback', input: reference(decision) })];
}

/** Lists open decisions by day, then closed ones. */
export function decisionsCard(
  project: Project,
  decisions: DecisionWithVotes[],
  today: string,
  { page: wanted }: AskedPage = {},
): Card {
  const all = [
    ...decisions.filter(({ outcome }) => !outcome).sort(byDay),
    ...decisions.filter(({ outcome }) => outcome).reverse(),
  ];
  const page = pageOf(all, wanted);
  const items = page.lines.map(
    (decision): Item => ({
      spans: decisionLine(decision, today, project),
      actions: [showDecision(decision)],
    }),
  );
  const body: Block =
    items.length > 0
      ? { is: 'list', items }
      : text([
          plain('No decisions yet. Add one with '),
          code('decision "Go for 19 Feb?" on:"18 feb"'),
          plain('.'),
        ]);
  const title = joined([`${project.name}, decisions`, rangeWords(page)]);
  return pagedNote(
    title,
    [body],
    page,
    { command: 'decisions' },
    { label: 'Add a decision', command: 'decision', input: {} },
  );
}

/** "D2 · Go for 19 Feb?, decide on Wed 18 Feb, 3 working days left, waiting for Ana and Bo". */
function decisionLine(
  decision: DecisionPoint & Partial<Pick<DecisionWithVotes, 'votes'>>,
  today: string,
  project: Project,
): Span[] {
  const waiting = (decision.votes ?? [])
    .filter(({ choice }) => choice === null)
    .map(({ voter }) => voter.name);
  const waits = !decision.outcome && waiting.length > 0 && `waiting for ${andList(waiting)}`;
  return [
    strong(decisionTitle(decision)),
    plain(`, ${joined([standingWords(decision, today, project), waits])}`),
  ];
}

const byDay = (a: DecisionPoint, b: DecisionPoint) =>
  (a.on ?? '9').localeCompare(b.on ?? '9') || a.number - b.number;

/** An open decision as a line: "D2 · Go for 19 Feb?, decide on Wed 18 Feb, 3 working days left". */
export const openDecisionSpans = (
  decision: OpenDecision,
  today: string,
  project: Pick<Project, 'holidays'>,
): Span[] => [strong(decisionTitle(decision)), plain(`, ${decideWords(decision, today, project)}`)];

/** Returns a button that shows a decision. */
export const showDecision = (decision: Pick<DecisionPoint, 'number'>): Action => ({
  label: 'Show',
  command: 'decision',
  input: { question: decisionKey(decision) },
});
