import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import { blockerKey } from '../../../src/domain/health/blocker.ts';
import { amountOf, formatMoney } from '../../../src/domain/money/money.ts';
import { progressOf } from '../../../src/domain/plan/progress.ts';
import type { Policies } from '../../../src/domain/project/policies.ts';
import { openQuestion } from '../../../src/domain/review/question.ts';
import type { StageKey } from '../../../src/domain/stages/stage.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { calendarDays, plural, todayIn } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  callout,
  type Fact,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { milestoneState } from '../../states.ts';
import { stoppedBlocks } from '../money/stopped.ts';
import { clockBlocks } from '../review/clock.ts';
import { demoList } from '../review/demo.ts';
import { allEvidence, criteriaList, descriptionLine, evidenceLine } from '../review/evidence.ts';
import { reportBlocks, withReport } from '../review/report.ts';
import { completion, deciderWords, waiting } from '../review/standing.ts';
import { pendingTasks } from '../stages/pending.ts';
import {
  delays,
  dueWords,
  joined,
  numberedName,
  orList,
  partyWords,
  roleWords,
  withFullStop,
} from '../words.ts';
import { checklist } from './checklist.ts';
import { durationLine, gapLines, riskList } from './definition.ts';
import { lastUpdate } from './last-update.ts';
import { linksLine } from './links.ts';

const maxBlockers = 3;

/** Draws a milestone's live card. `today` is YYYY-MM-DD in the project's zone. */
export const milestoneCard = (facts: MilestoneFacts, at: { today: string }): Card => ({
  ...milestoneView(facts, at),
  ...milestoneActions(facts),
  of: { kind: 'milestone', id: facts.milestone.id },
});

/** Returns the content of a milestone's card. */
export function milestoneView(facts: MilestoneFacts, { today }: { today: string }): CardBody {
  const { milestone } = facts;
  if (milestone.droppedAt) return droppedView(facts);
  const state = milestoneState(milestone, today);
  const words = joined([
    state === 'overdue' && milestone.status === 'upcoming' && 'not started',
    dueWords(milestone, today, facts.project),
  ]);
  const shown = shortFacts(facts);
  return {
    title: [plain(numberedName(milestone))],
    state,
    subtitle: words ? [plain(words)] : [],
    blocks: [
      ...stoppedBlocks(facts, today),
      bar(facts, today),
      ...firstToKnow(facts, today),
      ...gapLines(facts),
      ...durationLine(facts, today),
      ...linksLine(facts),
      text(peopleWords(facts), 'quiet'),
      ...(shown.length > 0 ? [{ is: 'facts' as const, facts: shown }] : []),
      ...(milestone.submittedAt
        ? [...descriptionLine(facts), ...criteriaList(facts), ...demoList(facts)]
        : []),
      ...lastUpdate(facts),
      ...evidenceLine(facts),
      ...checklist(facts),
      ...riskList(facts),
    ],
  };
}

const droppedView = ({ milestone }: MilestoneFacts): CardBody => ({
  title: [plain(numberedName(milestone))],
  state: 'dropped',
  blocks: milestone.dropReason ? [text([strong('Reason: '), plain(milestone.dropReason)])] : [],
});

function bar(facts: MilestoneFacts, today: string): Block {
  const { milestone, items, children } = facts;
  const percent = progressOf({ ...milestone, items }, children);
  const done = (of: { done: boolean }[]) => of.filter((one) => one.done).length;
  const below = children.map(({ status }) => ({ done: status === 'done' }));
  const label = joined([
    percentWords(percent),
    items.length > 0 && `${done(items)} of ${plural(items.length, 'item')} done`,
    below.length > 0 &&
      (milestone.stage === null
        ? `${done(below)} of ${plural(below.length, 'milestone')} below it done`
        : `${done(below)} of ${plural(below.length, 'task')} approved`),
  ]);
  return { is: 'progress', percent, label, state: milestoneState(milestone, today) };
}

/** Returns what somebody should know first: blockers, review, completion; empty when there is none. */
function firstToKnow(facts: MilestoneFacts, today: string): Block[] {
  const { milestone, project } = facts;
  const blocks: Block[] = [];
  blocks.push(...inTheWay(facts, today));
  blocks.push(...pendingTasks(facts));
  blocks.push(...reportBlocks(facts));
  if (milestone.submittedAt) blocks.push(text(waiting(facts)));
  if (facts.review) blocks.push(...clockBlocks({ ...facts, review: facts.review }, today));
  if (facts.review?.outcome === 'returned' && !milestone.submittedAt && milestone.status !== 'done') {
    blocks.push(
      text([strong(`Returned by ${deciderWords(facts.review)}: `), plain(facts.review.note ?? '')]),
    );
  }
  if (milestone.status === 'done') blocks.push(...completion(facts));
  if (delays(milestone, today)) {
    blocks.push(callout('overdue', [plain('This delays the go-live.')]));
  }
  if (project.status === 'draft' && project.policies.moneyOn)
    blocks.push(text('The plan is a draft.', 'quiet'));
  return blocks;
}

/** "Blocked for 2 days (B4): waiting for the API key. Waiting for the customer." */
function inTheWay({ milestone, blockers, project }: MilestoneFacts, today: string): Block[] {
  if (blockers.length === 0) return [];
  const word = milestone.status === 'blocked' ? 'Blocked' : 'Blocker';
  const spans = blockers.slice(0, maxBlockers).flatMap((blocker, nth): Span[] => {
    const days = calendarDays(todayIn(blocker.openedAt, project.zone), today);
    const since = days > 0 ? ` for ${plural(days, 'day')}` : '';
    const waits = blocker.by ? ` Waiting for ${partyWords[blocker.by]}.` : '';
    return [
      ...(nth > 0 ? [plain('\n')] : []),
      strong(`${word}${since} (${blockerKey(blocker)}): `),
      plain(`${withFullStop(blocker.text)}${waits}`),
    ];
  });
  const rest = blockers.length - maxBlockers;
  const more = rest > 0 ? [plain(`\nand ${plural(rest, 'more blocker')}`)] : [];
  return [callout('blocked', [...spans, ...more])];
}

/** "Assignee: Ana · Approver: Olivia (owner)"; who approves only until it waits for them. */
function peopleWords({ milestone, assignee, project, approvers }: MilestoneFacts): string {
  const { approver } = project.policies;
  const isAhead = milestone.status !== 'done' && !milestone.submittedAt && approver !== 'nobody';
  const names = approvers.map(({ name }) => name);
  return joined([`Assignee: ${assignee ?? 'nobody yet'}`, isAhead && approverLine(approver, names)], ' · ');
}

function approverLine(approver: Exclude<Policies['approver'], 'nobody'>, names: string[]): string {
  const role = roleWords[approver];
  return names.length > 0 ? `Approver: ${orList(names.slice(0, 2))} (${role})` : `Approver: no ${role} yet`;
}

function shortFacts(facts: MilestoneFacts): Fact[] {
  const { milestone } = facts;
  const all: [string, string | null][] = [
    ['Share', shareWords(facts)],
    ['Go-live', milestone.blocksGoLive ? 'waits for this' : null],
    ['Priority', milestone.priority === 'p2' ? null : milestone.priority],
    ['Outcome', milestone.outcome],
  ];
  return all
    .filter((fact): fact is [string, string] => fact[1] !== null)
    .map(([label, value]) => ({ label, value: [plain(value)] }));
}

function shareWords({ milestone, project, shares }: MilestoneFacts): string | null {
  const { share, extra } = milestone;
  if ((share === null && extra === 0) || !project.policies.moneyOn) return null;
  const percent = share === null ? '' : percentWords(share);
  if (project.price === null || !project.currency) return percent || null;
  const minor = amountOf(milestone, project.price, shares);
  return joined([percent, formatMoney({ minor, currency: project.currency })]);
}

/** Returns what state and policy allow; the server checks the person's rights at the press. */
export function milestoneActions(facts: MilestoneFacts): CardActions {
  const { actions, more } = withReport(facts, stateActions(facts));
  const { droppedAt, submittedAt } = facts.milestone;
  return { actions, more: droppedAt || submittedAt ? more : [...more, ...allEvidence(facts)] };
}

type Press = (label: string, command: string, style?: 'primary') => Action;

/** Returns the actions of a stage: its members report and submit, and a coach decides, after a question (STG-2). */
function stageActions({ milestone }: MilestoneFacts, stage: StageKey, press: Press): CardActions {
  const [evidence, progress] = [press('Evidence', 'evidence'), press('Progress', 'progress')];
  const decide = (label: string, command: string): Action => ({ label, command, input: { stage } });
  const achieve = decide('Achieve', 'achieve');
  const addTask: Action = { label: 'Add a task', command: 'task', input: { stage } };
  if (milestone.status === 'done') return { actions: [], more: [decide('Take back', 'unachieve')] };
  if (milestone.submittedAt)
    return {
      actions: [{ ...achieve, style: 'primary' }, press('Return', 'return'), press('Ask for more', 'ask')],
      more: [progress, evidence, addTask, press('Recall', 'recall')],
    };
  if (milestone.status === 'upcoming')
    return { actions: [evidence], more: [achieve, addTask, press('Edit', 'edit')] };
  const work =
    milestone.status === 'blocked'
      ? press('Unblock', 'unblock', 'primary')
      : press('Submit', 'submit', 'primary');
  const more = milestone.status === 'blocked' ? [] : [press('Block', 'block')];
  return { actions: [work, evidence, achieve], more: [progress, addTask, ...more, press('Edit', 'edit')] };
}

function stateActions(facts: MilestoneFacts): CardActions {
  const { milestone, project, review } = facts;
  if (milestone.droppedAt) return { actions: [], more: [] };
  const press: Press = (label, command, style) => ({
    label,
    command,
    input: { milestone: String(milestone.number) },
    version: milestone.version,
    ...(style ? { style } : {}),
  });
  if (milestone.stage !== null) return stageActions(facts, milestone.stage, press);
  const evidence = press('Evidence', 'evidence');
  const progress = press('Progress', 'progress');
  const isApproved = project.policies.approver !== 'nobody';
  if (milestone.submittedAt) {
    const isAsked = review !== null && openQuestion(review) !== undefined;
    const decide = [press('Approve', 'approve', 'primary'), press('Return', 'return')];
    const pieces = allEvidence(facts);
    const others = isAsked
      ? [press('Answer', 'answer-review'), ...pieces]
      : [...pieces, press('Ask for more', 'ask')];
    return {
      actions: [...decide, ...others.slice(0, 1)],
      more: [...others.slice(1), progress, evidence, press('Recall', 'recall')],
    };
  }
  switch (milestone.status) {
    case 'upcoming': {
      // evidence says that the work was done, and submitting starts it first
      const isDone = facts.evidence.length > 0 && isApproved;
      return {
        actions: isDone
          ? [press('Submit', 'submit', 'primary'), press('Start', 'start'), progress]
          : [press('Start', 'start', 'primary'), progress],
        more: [evidence, press('Edit', 'edit'), press('Define', 'define')],
      };
    }
    case 'in_progress': {
      const finish = isApproved ? press('Submit', 'submit', 'primary') : press('Done', 'done', 'primary');
      return {
        actions: [finish, progress, press('Block', 'block')],
        more: [evidence, press('Edit', 'edit')],
      };
    }
    case 'blocked':
      return {
        actions: [press('Unblock', 'unblock', 'primary'), progress],
        more: [evidence, press('Edit', 'edit')],
      };
    case 'done':
      return { actions: [], more: [press('Reopen', 'reopen')] };
    default:
      return milestone.status satisfies never;
  }
}
