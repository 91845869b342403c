import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import { blockerKey } from '../../../src/domain/health/blocker.ts';
import { amountOf, formatMoney } from '../../../src/domain/money/money.ts';
import { progressOf } from '../../../src/domain/plan/progress.ts';
import type { Policies } from '../../../src/domain/project/policies.ts';
import { calendarDays, plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  type Fact,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { firstItems, item } from '../first-items.ts';
import { allEvidence, criteriaList, descriptionLine, evidenceLine } from '../review/evidence.ts';
import {
  approverWords,
  asSentence,
  countdown,
  dueWords,
  joined,
  numberedName,
  orList,
  partyWords,
  roleWords,
  stateOf,
  withFullStop,
} from '../words.ts';
import { lastUpdate } from './last-update.ts';

const maxItems = 5;
const maxFacts = 4;
const maxBlockers = 3;
/** With more lines above it than this, the countdown would be off a phone's screen. */
const maxLinesWithCountdown = 4;

/** Draws a milestone's live card. `today` is YYYY-MM-DD in the project's zone. */
export const milestoneCard = (facts: MilestoneFacts, at: { today: string }): Card => ({
  ...milestoneView(facts, at),
  ...milestoneActions(facts),
});

/** Returns the content of a milestone's card. */
export function milestoneView(facts: MilestoneFacts, { today }: { today: string }): CardBody {
  const { milestone } = facts;
  if (milestone.droppedAt) return droppedView(facts);
  const state = joined([stateOf(milestone), dueWords(milestone, today, facts.project)]);
  const [pressing, items] = [firstToKnow(facts, today), openItems(facts)];
  return {
    title: [strong(numberedName(milestone)), plain(`, ${state}`)],
    blocks: [
      bar(facts),
      ...pressing,
      { is: 'facts', facts: shortFacts(facts) },
      ...(milestone.submittedAt ? [...descriptionLine(facts), ...criteriaList(facts)] : []),
      ...items,
      ...evidenceLine(facts),
      ...lastUpdate(facts),
      ...(pressing.length + linesOf(items) <= maxLinesWithCountdown ? goLive(facts, today) : []),
    ],
  };
}

const droppedView = ({ milestone }: MilestoneFacts): CardBody => ({
  title: [strong(numberedName(milestone)), plain(', dropped')],
  blocks: milestone.dropReason ? [text([strong('Reason: '), plain(milestone.dropReason)])] : [],
});

function bar(facts: MilestoneFacts): Block {
  const { milestone, items, children } = facts;
  const percent = progressOf({ ...milestone, items }, children);
  const done = (of: { done: boolean }[]) => of.filter((one) => one.done).length;
  const below = children.map(({ status }) => ({ done: status === 'done' }));
  const label = joined([
    `${percent}%`,
    items.length > 0 && `${done(items)} of ${plural(items.length, 'item')} done`,
    below.length > 0 && `${done(below)} of ${plural(below.length, 'milestone')} below it done`,
  ]);
  return { is: 'progress', percent, label };
}

/** Returns what somebody should know first: blockers, review, completion; empty when there is none. */
function firstToKnow(facts: MilestoneFacts, today: string): Block[] {
  const { milestone, project } = facts;
  const blocks: Block[] = [];
  blocks.push(...inTheWay(facts));
  if (milestone.submittedAt) blocks.push(text(waiting(facts)));
  if (facts.review?.outcome === 'returned' && !milestone.submittedAt && milestone.status !== 'done') {
    blocks.push(
      text([
        strong(`Returned by ${facts.review.decidedBy ?? 'the approver'}: `),
        plain(facts.review.note ?? ''),
      ]),
    );
  }
  if (milestone.status === 'done' && facts.doneBy) {
    const { review } = facts;
    const approved = review?.outcome === 'approved' && review.decidedAt === milestone.doneAt;
    const verb = approved ? 'Approved' : 'Done';
    const when: Span[] = milestone.doneAt ? [plain(', '), { is: 'instant', at: milestone.doneAt }] : [];
    blocks.push(text([plain(`${verb} by ${facts.doneBy}`), ...when]));
  }
  if (milestone.blocksGoLive && milestone.status !== 'done' && overdue(milestone.dueDate, today)) {
    blocks.push(text('This delays the go-live.', 'alert'));
  }
  if (project.status === 'draft' && project.policies.moneyOn)
    blocks.push(text('The plan is a draft.', 'quiet'));
  return blocks;
}

function inTheWay({ milestone, blockers }: MilestoneFacts): Block[] {
  const word = milestone.status === 'blocked' ? 'Blocked' : 'Blocker';
  const lines = blockers.slice(0, maxBlockers).map((blocker) => {
    const waits = blocker.by ? ` Waiting for ${partyWords[blocker.by]}.` : '';
    return text(
      [strong(`${word} (${blockerKey(blocker)}): `), plain(`${withFullStop(blocker.text)}${waits}`)],
      'alert',
    );
  });
  const rest = blockers.length - maxBlockers;
  return rest > 0 ? [...lines, text(`and ${plural(rest, 'more blocker')}`)] : lines;
}

const overdue = (due: string | null, today: string) => due !== null && calendarDays(today, due) < 0;

function waiting({ submittedBy, milestone, approvers, project }: MilestoneFacts): Span[] {
  const when: Span[] = milestone.submittedAt
    ? [plain(', '), { is: 'instant', at: milestone.submittedAt }]
    : [];
  const decides = decidesWords(
    project.policies.approver,
    approvers.map((approver) => approver.name),
  );
  return [plain(`Submitted by ${submittedBy ?? 'somebody'}`), ...when, plain(`. ${decides}`)];
}

function decidesWords(approver: Policies['approver'], names: string[]): string {
  if (approver === 'nobody') return 'Everybody who works on it can approve it.';
  if (names.length > 0) return `Waiting for ${orList(names.slice(0, 3))}.`;
  return `Nobody has the role ${roleWords[approver]} yet, so nobody can approve it.`;
}

function shortFacts(facts: MilestoneFacts): Fact[] {
  const { milestone, assignee } = facts;
  const all: [string, string | null][] = [
    ['Assignee', assignee ?? 'nobody yet'],
    ['Share', shareWords(facts)],
    ['Go-live', milestone.blocksGoLive ? 'waits for this' : null],
    ['Priority', milestone.priority === 'p2' ? null : milestone.priority.toUpperCase()],
    ['Approval', milestone.status === 'done' ? null : approvalWords(facts)],
    ['Outcome', milestone.outcome],
  ];
  return all
    .filter((fact): fact is [string, string] => fact[1] !== null)
    .slice(0, maxFacts)
    .map(([label, value]) => ({ label, value: [plain(value)] }));
}

/** "by the owner (Olivia)"; null where nobody has to approve. */
function approvalWords({ project, approvers }: MilestoneFacts): string | null {
  const { approver } = project.policies;
  if (approver === 'nobody') return null;
  const names = approvers.slice(0, 2).map(({ name }) => name);
  return `by ${approverWords(approver)}${names.length > 0 ? ` (${orList(names)})` : ''}`;
}

function shareWords({ milestone, project, shares }: MilestoneFacts): string | null {
  const { share } = milestone;
  if (share === null || !project.policies.moneyOn) return null;
  if (project.price === null || !project.currency) return `${share}%`;
  const minor = amountOf(milestone, project.price, shares);
  return `${share}%, ${formatMoney({ minor, currency: project.currency })}`;
}

const linesOf = (blocks: Block[]) =>
  blocks.reduce((sum, one) => sum + (one.is === 'list' ? one.items.length : 1), 0);

/** Shows the countdown in small print (LCH-2); not for done milestones. */
function goLive({ milestone, project }: MilestoneFacts, today: string): Block[] {
  const words = milestone.status === 'done' ? '' : countdown(project, today);
  return words ? [text(asSentence(words), 'quiet')] : [];
}

function openItems({ milestone, items }: MilestoneFacts): Block[] {
  // whoever decides sees all criteria, met or not, in a list of their own
  const open = items.filter(({ done, kind }) => !done && !(milestone.submittedAt && kind === 'criterion'));
  if (open.length === 0) return [];
  const lines = open.map(({ number, text: words }) => item(`${milestone.number}.${number} ${words}`));
  return [{ is: 'list', items: firstItems(lines, maxItems) }];
}

/** Returns what state and policy allow; the server checks the person's rights at the press. */
export function milestoneActions(facts: MilestoneFacts): CardActions {
  const { actions, more } = stateActions(facts);
  if (facts.milestone.droppedAt) return { actions, more };
  const { submittedAt } = facts.milestone;
  const all = allEvidence(facts);
  return submittedAt ? { actions: [...actions, ...all], more } : { actions, more: [...more, ...all] };
}

function stateActions({ milestone, project, evidence: pieces }: MilestoneFacts): CardActions {
  if (milestone.droppedAt) return { actions: [], more: [] };
  const press = (label: string, command: string, style?: 'primary'): Action => ({
    label,
    command,
    input: { milestone: String(milestone.number) },
    version: milestone.version,
    ...(style ? { style } : {}),
  });
  const evidence = press('Evidence', 'evidence');
  const progress = press('Progress', 'progress');
  const isApproved = project.policies.approver !== 'nobody';
  if (milestone.submittedAt) {
    const decide = [press('Approve', 'approve', 'primary'), press('Return', 'return')];
    return { actions: decide, more: [progress, evidence, press('Recall', 'recall')] };
  }
  switch (milestone.status) {
    case 'upcoming': {
      // evidence says that the work was done, and submitting starts it first
      const isDone = pieces.length > 0 && isApproved;
      return {
        actions: isDone
          ? [press('Submit', 'submit', 'primary'), press('Start', 'start'), progress]
          : [press('Start', 'start', 'primary'), progress],
        more: [evidence, press('Edit', 'edit')],
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
