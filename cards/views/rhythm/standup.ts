import type { Project } from '../../../src/domain/project/project.ts';
import type { ProjectCadence, StandupAnswer } from '../../../src/domain/rhythm/project-cadence.ts';
import { excerpt, truncate } from '../../../src/domain/text/cut.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import { timeIn } from '../../../src/domain/time/moments.ts';
import { type Action, type Block, type Card, type Item, plain, strong, text } from '../../model.ts';
import { firstItems, item } from '../first-items.ts';
import { andList, joined } from '../words.ts';
import { lateNotice, type SendTime } from './sections.ts';

type Named = Pick<Project, 'id' | 'name'>;
type Standup = Pick<ProjectCadence, 'number' | 'what'>;
type Answer = Pick<StandupAnswer, 'did' | 'next' | 'blocks'>;

const maxAnswers = 15;
const maxSilent = 15;
/** Maximum characters of one part of an answer, and of all answers: a message takes no more. */
const maxCharacters = { part: 300, all: 3_000 };

/** Asks somebody for their standup answer in a direct chat (LCH-8). `until` is an ISO instant. */
export function standupCard(project: Named, standup: Standup, until: string, sent: SendTime): Card {
  const input = { standup: String(standup.number) };
  return {
    title: [plain(project.name)],
    subtitle: [plain(excerpt(standup.what, 100))],
    blocks: [
      text('What did you do, what is next, and what is blocking you?'),
      text(`Answer by ${timeIn(until, sent.zone)}; then everybody gets one summary.`, 'quiet'),
      ...lateNotice(sent),
    ],
    actions: [{ label: 'Answer', command: 'answer', input, style: 'primary' }],
    more: [],
  };
}

/** Confirms somebody's answer, and offers to open a blocker. */
export function answerCard(
  project: Named,
  standup: Standup,
  { answer, round }: { answer: Answer; round: string },
): Card {
  return {
    title: [plain(project.name)],
    subtitle: [plain(`${excerpt(standup.what, 100)}, ${formatDate(round, round)}: your answer`)],
    blocks: [{ is: 'list', items: parts(answer).map((words) => item(words)) }],
    actions: [
      ...blockerActions(answer),
      { label: 'Change', command: 'answer', input: { standup: String(standup.number) } },
    ],
    more: [],
  };
}

const parts = ({ did, next, blocks }: Answer, maxPart = maxCharacters.part): string[] =>
  [
    did && `Did: ${excerpt(did, maxPart)}`,
    next && `Next: ${excerpt(next, maxPart)}`,
    blocks && `Blocked by: ${excerpt(blocks, maxPart)}`,
  ].filter((part): part is string => Boolean(part));

/** Summarises all answers; names who did not answer last, without comment. */
export function summaryCard(
  project: Named,
  standup: Standup,
  {
    answers,
    silent,
    round,
  }: { answers: readonly (Answer & { name: string })[]; silent: readonly string[]; round: string },
  sent: SendTime,
): Card {
  const partCount = 3 * Math.min(answers.length, maxAnswers);
  const maxPart = Math.min(maxCharacters.part, Math.floor(maxCharacters.all / partCount));
  const lines = answers.map((one) => line(one, maxPart));
  const items = firstItems(lines, maxAnswers);
  return {
    title: [plain(project.name)],
    subtitle: [plain(`${excerpt(standup.what, 100)}, ${formatDate(round, sent.today)}`)],
    blocks: [
      ...(items.length > 0 ? [{ is: 'list', items } satisfies Block] : [text('Nobody answered.')]),
      ...silentNotice(silent),
      ...lateNotice(sent),
    ],
    actions: [{ label: 'Status', command: 'status', input: {} }],
    more: [],
  };
}

const blockerActions = ({ blocks }: Answer): Action[] =>
  blocks ? [{ label: 'Open a blocker', command: 'blocker', input: { text: truncate(blocks, 500) } }] : [];

const line = ({ name, ...answer }: Answer & { name: string }, maxPart: number): Item => ({
  spans: [strong(name), plain(`: ${joined(parts(answer, maxPart), '; ')}`)],
  actions: blockerActions(answer),
});

function silentNotice(silent: readonly string[]): Block[] {
  if (silent.length === 0) return [];
  const rest = silent.length - maxSilent;
  const names = rest > 0 ? [...silent.slice(0, maxSilent), `${rest} more`] : silent;
  return [text(`No answer from ${andList(names)}.`, 'quiet')];
}
