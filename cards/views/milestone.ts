import { calendarDays } from '../../src/domain/dates.ts';
import type { MilestoneFacts } from '../../src/domain/facts.ts';
import { inMoney } from '../../src/domain/money.ts';
import { progressOf } from '../../src/domain/progress.ts';
import {
  type Action,
  type Block,
  type Card,
  type Fact,
  type Item,
  plain,
  type Span,
  strong,
  text,
} from '../model.ts';
import { approverWords, dueWords, either, joined, partyWords, stateOf, titled } from './words.ts';

const mostItems = 5;
const mostFacts = 4;

/** A milestone as it stands, in every room (design §4). `today` is YYYY-MM-DD in the project's zone. */
export function milestoneCard(facts: MilestoneFacts, { today }: { today: string }): Card {
  const { milestone } = facts;
  if (milestone.droppedAt) return droppedCard(facts);
  const state = joined([stateOf(milestone), dueWords(milestone, today)]);
  return {
    title: [strong(titled(milestone)), plain(`, ${state}`)],
    blocks: [
      bar(facts),
      ...matters(facts, today),
      { is: 'facts', facts: shortFacts(facts) },
      ...lastUpdate(facts),
      ...openItems(facts),
    ],
    ...buttons(facts),
  };
}

function droppedCard({ milestone }: MilestoneFacts): Card {
  return {
    title: [strong(titled(milestone)), plain(', dropped')],
    blocks: milestone.dropReason ? [text(milestone.dropReason)] : [],
    actions: [],
    more: [],
  };
}

function bar(facts: MilestoneFacts): Block {
  const { milestone, items, children } = facts;
  const percent = progressOf({ ...milestone, items }, children);
  const done = items.filter((item) => item.done).length;
  const label = joined([`${percent}%`, items.length > 0 && `${done} of ${items.length} items done`]);
  return { is: 'progress', percent, label };
}

/** What somebody should know before anything else; empty when nothing does. */
function matters(facts: MilestoneFacts, today: string): Block[] {
  const { milestone, project } = facts;
  const blocks: Block[] = [];
  if (milestone.status === 'blocked') {
    const by = milestone.blockedBy ? ` Waits for ${partyWords[milestone.blockedBy]}.` : '';
    blocks.push(
      text(
        [strong('Blocked: '), plain(`${milestone.blockedReason ?? ''}.${by}`.replaceAll('..', '.'))],
        'alert',
      ),
    );
  }
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
    const verb = facts.review?.outcome === 'approved' ? 'Approved' : 'Done';
    const when: Span[] = milestone.doneAt ? [plain(', '), { is: 'instant', at: milestone.doneAt }] : [];
    blocks.push(text([plain(`${verb} by ${facts.doneBy}`), ...when]));
  }
  if (milestone.blocksGoLive && milestone.status !== 'done' && overdue(milestone.dueDate, today)) {
    blocks.push(text('This holds up the go-live.', 'alert'));
  }
  if (project.status === 'draft' && project.policies.moneyOn)
    blocks.push(text('The plan is a draft.', 'quiet'));
  return blocks;
}

const overdue = (due: string | null, today: string) => due !== null && calendarDays(today, due) < 0;

function waiting({ submittedBy, milestone, approvers, project }: MilestoneFacts): Span[] {
  const names = approvers.map((approver) => approver.name);
  const who =
    names.length > 0 ? either(names.slice(0, 3)) : `nobody yet holds the role ${project.policies.approver}`;
  const when: Span[] = milestone.submittedAt ? [{ is: 'instant', at: milestone.submittedAt }] : [];
  const decides = names.length > 0 ? `. ${who} may decide.` : `. It waits for a decision, but ${who}.`;
  return [plain(`Submitted by ${submittedBy ?? 'somebody'}, `), ...when, plain(decides)];
}

function shortFacts(facts: MilestoneFacts): Fact[] {
  const { milestone, assignee, project } = facts;
  const all: [string, string | null][] = [
    ['Owner', assignee ?? partyWords[milestone.ownerParty].replace('the ', '')],
    ['Share', shareWords(facts)],
    ['Go-live', milestone.blocksGoLive ? 'waits for this' : null],
    ['Evidence', facts.evidence.length > 0 ? `${facts.evidence.length}` : null],
    ['Priority', milestone.priority === 'p2' ? null : milestone.priority.toUpperCase()],
    ['Approver', project.policies.approver === 'nobody' ? null : approverWords[project.policies.approver]],
    ['Outcome', milestone.outcome],
  ];
  return all
    .filter((fact): fact is [string, string] => fact[1] !== null)
    .slice(0, mostFacts)
    .map(([label, value]) => ({ label, value: [plain(value)] }));
}

function shareWords({ milestone: { share }, project }: MilestoneFacts): string | null {
  if (share === null || !project.policies.moneyOn) return null;
  if (project.price === null || !project.currency) return `${share}%`;
  return `${share}%, ${inMoney({ minor: Math.round((project.price * share) / 100), currency: project.currency })}`;
}

function lastUpdate({ lastUpdate: last }: MilestoneFacts): Block[] {
  if (!last) return [];
  const said = last.note ? `“${last.note}” ` : `${last.percent}% `;
  return [text([plain(`${said}${last.author}, `), { is: 'instant', at: last.at }], 'quiet')];
}

function openItems({ milestone, items }: MilestoneFacts): Block[] {
  const open = items.filter((item) => !item.done);
  if (open.length === 0) return [];
  const lines: Item[] = open
    .slice(0, mostItems)
    .map((item) => ({ spans: [plain(`${milestone.number}.${item.number} ${item.text}`)] }));
  const rest = open.length - mostItems;
  if (rest > 0) lines.push({ spans: [plain(`and ${rest} more`)] });
  return [{ is: 'list', items: lines }];
}

type Buttons = Pick<Card, 'actions' | 'more'>;

/** What the state and the policy allow; who may is decided by the server at the press. */
function buttons(facts: MilestoneFacts): Buttons {
  const { milestone, project } = facts;
  const press = (label: string, command: string, style?: 'primary' | 'danger'): Action => ({
    label,
    command,
    input: { milestone: String(milestone.number) },
    version: milestone.version,
    ...(style ? { style } : {}),
  });
  const evidence = press('Evidence', 'evidence');
  const progress = press('Progress', 'progress');
  if (milestone.submittedAt) {
    const decide = [press('Approve', 'approve', 'primary'), press('Return', 'return', 'danger')];
    return { actions: decide, more: [progress, evidence, press('Recall', 'recall')] };
  }
  switch (milestone.status) {
    case 'upcoming':
      return {
        actions: [press('Start', 'start', 'primary'), progress],
        more: [evidence, press('Edit', 'edit')],
      };
    case 'in_progress': {
      const finish =
        project.policies.approver === 'nobody'
          ? press('Done', 'done', 'primary')
          : press('Submit', 'submit', 'primary');
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
