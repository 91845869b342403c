import type { PlanLine, ProjectFacts } from '../../../src/domain/facts.ts';
import type { Blocker } from '../../../src/domain/health/blocker.ts';
import { blockerKey } from '../../../src/domain/health/blocker.ts';
import type { Health } from '../../../src/domain/health/health.ts';
import { type Risk, riskKey } from '../../../src/domain/health/risk.ts';
import type { OpenDecision } from '../../../src/domain/launch/decision-point.ts';
import { type Changed, type Digest, saysSomething } from '../../../src/domain/rhythm/digest.ts';
import { cut } from '../../../src/domain/text/cut.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { formatDate, todayIn } from '../../../src/domain/time/dates.ts';
import { formatLongDate, formatPastMoment } from '../../../src/domain/time/moments.ts';
import {
  type Action,
  type Block,
  type Card,
  type Item,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { healthState, milestoneState } from '../../states.ts';
import { firstItems, item } from '../first-items.ts';
import { otherReasons } from '../health/other-reasons.ts';
import { openDecisionSpans, showDecision } from '../launch/decision.ts';
import { budgetAction, paymentItem } from '../money/due.ts';
import {
  approverWords,
  asSentence,
  delays,
  dueWords,
  goLiveWords,
  joined,
  numberedName,
  partyWords,
} from '../words.ts';
import { lateNotice, missedNotice, type SendTime, section } from './sections.ts';

/** The facts of a digest. */
export type DigestFacts = {
  facts: ProjectFacts;
  health: Health;
  digest: Digest;
  /** ISO instant from which changes are told. */
  since: string;
  /** Names of assignees by person id. */
  names: Readonly<Record<string, string>>;
  /** The previous digest, if it failed or its delivery is unknown. */
  missed?: { slot: string; state: 'failed' | 'unknown' } | null;
};

/** Draws a project's digest: health and reasons, what is late, what comes, what changed (RMD-3). `name` is the cadence's. */
export function digestCard(of: DigestFacts, sent: SendTime, name?: string): Card {
  const { digest, since } = of;
  const { now, zone, today } = sent;
  const from = formatPastMoment(since, now, zone);
  const goLive = goLiveWords(of.facts, today);
  const calm = !saysSomething(digest) && [text(`Nothing is due and nothing has changed since ${from}.`)];
  return {
    title: [plain(of.facts.project.name)],
    state: healthState(of.health.severity),
    subtitle: [plain(joined([name, formatLongDate(today)]))],
    blocks: [
      ...healthLine(of, today),
      ...(calm || []),
      ...section(
        'Overdue',
        digest.overdue,
        (one) => due(one, of, today),
        () => [list({ due: 'overdue' })],
      ),
      ...section(
        'Risks to resolve now',
        digest.risks,
        (one) => toResolve(one, today),
        () => [risks],
      ),
      ...section(
        'Blockers',
        digest.blockers,
        (one) => inTheWay(one, of),
        () => [health],
      ),
      ...section(
        'Waiting for approval',
        digest.waiting,
        (one) => waiting(one, of, sent),
        () => [list({ status: 'waiting' })],
      ),
      ...section(
        'Payments',
        digest.payments,
        (one) => paymentItem(one, of.facts.project, today),
        () => [budgetAction],
      ),
      ...section(
        'To decide',
        digest.decisions,
        (one) => toDecide(one, of, today),
        () => [decisions],
      ),
      ...section(
        'Due soon',
        digest.soon,
        (one) => due(one, of, today),
        () => [list({ due: 'soon' })],
      ),
      ...section(
        `Changed since ${from}`,
        digest.changed,
        (one) => changed(one, today),
        () => [history],
      ),
      ...(goLive ? [text(asSentence(goLive))] : []),
      ...missedNotice('The digest', of.missed ?? null, sent),
      ...lateNotice(sent),
    ],
    actions: [{ label: 'Status', command: 'status', input: {} }, list({})],
    more: [],
  };
}

const decisions: Action = { label: 'Decisions', command: 'decisions', input: {} };
const risks: Action = { label: 'Risks', command: 'risks', input: {} };
const health: Action = { label: 'Health', command: 'health', input: {} };
const history: Action = { label: 'History', command: 'history', input: {} };
const list = (input: Record<string, string>): Action => ({ label: 'List', command: 'list', input });

const maxReasons = 3;

/** Says why the project is as it is, as far as no section below does; that all is well where nothing changed. */
function healthLine({ facts, health, digest }: DigestFacts, today: string): Block[] {
  const { serious, lesser } = otherReasons(facts, today);
  const reasons = [...serious, ...lesser];
  const lines = firstItems(
    reasons.map((reason) => item(short(reason))),
    maxReasons,
  );
  if (lines.length > 0) return [{ is: 'list', items: lines }];
  return health.severity === 0 && digest.changed.length === 0 ? [text(health.headline, 'quiet')] : [];
}

function changed({ kind, milestone, by, note, was, is }: Changed, today: string): Item {
  const day = (date: string | number | null) => formatDate(String(date), today);
  const words: Record<Changed['kind'], string> = {
    approved: `approved by ${by}`,
    done: `marked done by ${by}`,
    dropped: `dropped by ${by}`,
    blocked: `blocked by ${by}`,
    returned: `returned by ${by}`,
    reopened: `reopened by ${by}`,
    moved:
      is === null
        ? `no longer due ${day(was)}`
        : joined([`now due ${day(is)}`, was !== null && `was ${day(was)}`]),
    unblocked: 'no longer blocked',
    started: startedWords(by),
    created: `added by ${by}`,
    progressed: `${was === null ? '' : `${percentWords(Number(was))} → `}${percentWords(Number(is))}, reported by ${by}`,
  };
  const quoted = kind !== 'unblocked' && kind !== 'moved' && note && `“${short(note)}”`;
  return {
    spans: [
      strong(milestone ? numberedName(milestone) : 'The project'),
      plain(`: ${joined([words[kind], quoted])}`),
    ],
  };
}

/** Milepost itself starts a milestone on its start date. */
const startedWords = (by: string) =>
  by === 'Milepost' ? 'started automatically on its start date' : `started by ${by}`;

const maxCharacters = 120;
const short = (note: string) => {
  const line = note.replaceAll(/\s+/g, ' ').trim();
  return cut(line, maxCharacters);
};

const due = (milestone: PlanLine, of: DigestFacts, today: string): Item => ({
  state: milestoneState(milestone, today),
  spans: lineOf(
    milestone,
    of,
    joined([dueWords(milestone, today, of.facts.project), delays(milestone, today) && 'delays the go-live']),
  ),
});

/** "3 · Beta launch, Ana, due today". */
const lineOf = (milestone: PlanLine, { names }: DigestFacts, words: string): Span[] => [
  strong(numberedName(milestone)),
  plain(`, ${joined([milestone.assigneeId && names[milestone.assigneeId], words])}`),
];

function waiting(milestone: PlanLine, of: DigestFacts, { zone, today }: SendTime): Item {
  const { approver } = of.facts.project.policies;
  const on = approver === 'nobody' ? 'waiting for approval' : `waiting for ${approverWords(approver)}`;
  const since = milestone.submittedAt && `since ${formatDate(todayIn(milestone.submittedAt, zone), today)}`;
  const input = { milestone: String(milestone.number) };
  return {
    state: 'waiting',
    spans: lineOf(milestone, of, joined([on, since], ' ')),
    actions: [{ label: 'Show', command: 'show', input }],
  };
}

const toDecide = (decision: OpenDecision, { facts }: DigestFacts, today: string): Item => ({
  spans: openDecisionSpans(decision, today, facts.project),
  actions: [showDecision(decision)],
});

function toResolve(risk: Risk, today: string): Item {
  const words = joined([
    short(risk.text),
    risk.level,
    risk.resolveBy && `by ${formatDate(risk.resolveBy, today)}`,
  ]);
  const input = { risk: String(risk.number) };
  return {
    spans: [strong(riskKey(risk)), plain(` ${words}`)],
    actions: [{ label: 'Resolve', command: 'resolved', input }],
  };
}

function inTheWay(blocker: Blocker, { facts }: DigestFacts): Item {
  const of = facts.milestones.find(({ id }) => id === blocker.milestoneId);
  const words = joined([
    short(blocker.text),
    of && `blocks ${numberedName(of)}`,
    blocker.by && `waiting for ${partyWords[blocker.by]}`,
  ]);
  return { spans: [strong(blockerKey(blocker)), plain(` ${words}`)] };
}
