import { riskKey } from '../../../src/domain/health/risk.ts';
import type { Own, OwnRisk, OwnVote, Personal } from '../../../src/domain/rhythm/personal.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Action, type Card, type Item, plain, strong, text } from '../../model.ts';
import { ownActionItem } from '../customer/actions.ts';
import { openDecisionSpans, showDecision, voteActions } from '../launch/decision.ts';
import { ownPaymentItem } from '../money/due.ts';
import { type CoachedDigest, coachedBlocks } from '../stages/coached-digest.ts';
import { joined } from '../words.ts';
import { ownActions, ownHead, ownItem } from './own.ts';
import { lateNotice, maxLines, missedNotice, type SendTime, section } from './sections.ts';

/** With more lines of actions than this, a message is long: Slack allows 50 blocks, Teams cuts at 100 KB. */
const maxShort = 10;
/** So many lines, the most urgent ones, have buttons outside their menu; in a long message, the others have one button. */
const maxWithButtons = { short: 5, long: 2 };
/** So many lines of a section about something else than milestones, in a long message. */
const maxOthersInLong = 2;

/** Draws somebody's daily digest, the most urgent first: what is due, what waits for their decision (RMD-1). */
export function personalCard(
  { today, soon, overdue, waiting, votes, risks, payments, actions }: Personal,
  sent: SendTime,
  missed: MissedMessage | null = null,
  coached: CoachedDigest | null = null,
): Card {
  const own = [overdue, today, waiting, soon].flatMap((each) => each.slice(0, maxLines));
  const isLong =
    [own, votes.slice(0, maxLines), payments.slice(0, maxLines), actions.slice(0, maxLines)].flat().length >
    maxShort;
  const urgent = own.slice(0, isLong ? maxWithButtons.long : maxWithButtons.short);
  const rest = isLong ? 'one' : 'menu';
  const maxOthers = isLong ? maxOthersInLong : maxLines;
  const part = (heading: string, lines: Own[], filter: Record<string, string>) =>
    section(
      heading,
      lines,
      (one) => ownItem(one, sent, urgent.includes(one) ? 'buttons' : rest),
      (left) => listActions(left, filter),
    );
  const summary = joined([
    overdue.length > 0 && `${overdue.length} overdue`,
    today.length > 0 && `${today.length} due today`,
    waiting.length > 0 && `${waiting.length} waiting for your approval`,
    coached !== null && coached.queue.total > 0 && `${coached.queue.total} in your queue`,
    payments.length > 0 && `${plural(payments.length, 'payment')} due`,
    actions.length > 0 && `${plural(actions.length, 'action')} to do`,
  ]);
  const others = [today, soon, overdue, waiting, votes, risks].flat().length;
  const lines = others + payments.length + actions.length + (coached ? 1 : 0);
  return {
    title: [
      plain(
        coached && others === 0
          ? 'Your companies today'
          : titleOf({ others, payments: payments.length, actions: actions.length }),
      ),
    ],
    subtitle: summary ? [plain(summary)] : [],
    blocks: [
      ...(lines === 0 ? [text('Nothing is due and nothing is waiting for you.')] : []),
      ...part('Overdue', overdue, { owner: 'me', due: 'overdue' }),
      ...section(
        'Risks to resolve now',
        risks,
        (own) => riskLine(own, sent),
        () => [],
        maxOthers,
      ),
      ...section(
        'Payments',
        payments,
        (payment) => ownPaymentItem(payment, sent.today),
        () => [],
        maxOthers,
      ),
      ...section(
        'For you to do',
        actions,
        (own) => ownActionItem(own, sent.today),
        () => [],
        maxOthers,
      ),
      ...part('Due today', today, { owner: 'me', due: 'soon' }),
      ...section(
        'Waiting for your vote',
        votes,
        (own) => voteLine(own, sent),
        () => [],
        maxOthers,
      ),
      ...part('Waiting for your approval', waiting, { status: 'waiting' }),
      ...coachedBlocks(coached, sent.today),
      ...part('Due soon', soon, { owner: 'me' }),
      ...missedNotice(missed?.kind === 'personal' ? 'Your digest' : 'A reminder', missed, sent),
      ...lateNotice(sent),
    ],
    actions: [],
    more: [],
  };
}

/** Names what a digest is about where it is not about milestones. */
function titleOf(lines: { others: number; payments: number; actions: number }): string {
  if (lines.others > 0) return 'Your milestones today';
  if (lines.actions > 0) return lines.payments > 0 ? 'For you to do today' : 'Your actions today';
  return lines.payments > 0 ? 'Payments today' : 'Your milestones today';
}

/** An earlier message to the person that failed or may not have arrived. */
type MissedMessage = { kind: string; slot: string; state: 'failed' | 'unknown' };

/** Returns a decision that waits for a reader's vote as a list item; its buttons name the project. */
export function voteLine({ decision, project }: OwnVote, { today }: SendTime): Item {
  return {
    spans: [...openDecisionSpans(decision, today, project), plain(`, ${project.name}`)],
    actions: [...voteActions(decision), showDecision(decision)].map(({ style: _, ...action }) => ({
      ...action,
      about: { project: project.id },
    })),
  };
}

/** Returns a reader's own risk as a list item. */
export function riskLine({ risk, project }: OwnRisk, { today }: SendTime): Item {
  const words = joined([
    risk.level,
    risk.resolveBy && `by ${formatDate(risk.resolveBy, today)}`,
    project.name,
  ]);
  const input = { risk: String(risk.number) };
  return {
    spans: [strong(`${riskKey(risk)} ${excerpt(risk.text, 100)}`), plain(`, ${words}`)],
    actions: [{ label: 'Resolve', command: 'resolved', input, about: { project: project.id } }],
  };
}

const maxProjects = 5;

/** Returns a button per project, because a list shows only one. */
export function listActions(left: readonly Own[], filter: Record<string, string>): Action[] {
  const projects = new Map(left.map(({ project }) => [project.id, project.name]));
  return [...projects].slice(0, maxProjects).map(([project, name]) => ({
    label: projects.size === 1 ? 'List' : name,
    command: 'list',
    input: filter,
    about: { project },
  }));
}

/** Reminds again when a snooze ends, with the same actions. */
export function snoozeEndedCard(own: Own, sent: SendTime): Card {
  const { buttons, menu } = ownActions(own);
  const [first, ...rest] = buttons;
  return {
    ...ownHead(own, own.project.name, sent),
    blocks: [text('You snoozed this until now.'), ...lateNotice(sent)],
    actions: [{ ...first, style: 'primary' }, ...rest],
    more: menu,
  };
}
