import { actionKey, actionName } from '../../../src/domain/customer/action-item.ts';
import type { ProjectFacts } from '../../../src/domain/facts.ts';
import { blockerName } from '../../../src/domain/health/blocker.ts';
import type { Burn, Usage } from '../../../src/domain/health/burn.ts';
import type { Warning } from '../../../src/domain/health/early-warnings.ts';
import type { GreenPath, Step } from '../../../src/domain/health/green-path.ts';
import { badgesOf, type Health, type Reason } from '../../../src/domain/health/health.ts';
import { riskName } from '../../../src/domain/health/risk.ts';
import { decisionKey } from '../../../src/domain/launch/decision-point.ts';
import { formatMoney } from '../../../src/domain/money/money.ts';
import { projectProgress } from '../../../src/domain/plan/progress.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type Fact,
  heading,
  type Item,
  plain,
  text,
} from '../../model.ts';
import { healthState } from '../../states.ts';
import { firstItems, firstNames, item } from '../first-items.ts';
import { showDecision } from '../launch/decision.ts';
import { writeAbout } from '../thread/outreach.ts';
import { asSentence, goLiveWords, joined, numberedName } from '../words.ts';

const maxShown = 5;
const maxNamed = 3;
const maxCharacters = 120;

/** The facts of a project's health card. */
type HealthView = {
  facts: Pick<ProjectFacts, 'project' | 'milestones'>;
  health: Health;
  reasons: Reason[];
  path: GreenPath | undefined;
  warnings: Warning[];
  burn: Burn;
};

/** Shows a project's health, the reasons, and what to do about them (HLT-1 to HLT-5). `today` is YYYY-MM-DD in its zone. */
export function healthCard(of: HealthView, { today }: { today: string }): Card {
  const { facts, health, path, warnings } = of;
  const when = goLiveWords(facts, today);
  return {
    title: [plain(`${facts.project.name}, health`)],
    state: healthState(health.severity),
    subtitle: when ? [plain(when)] : [],
    blocks: [
      ...reasonBlocks(of),
      text(badgeWords(health), 'quiet'),
      ...(path ? pathBlocks(path, today) : []),
      ...headed('Early warnings', warnings.map(warningLine)),
      ...burnFacts(of),
    ],
    actions: [
      { label: 'Status', command: 'status', input: {} },
      { label: 'List', command: 'list', input: {} },
    ],
    more: [],
  };
}

/** Shows the headline and the reasons; of a project at risk, the headline is its first reason (HLT-2). */
const reasonBlocks = ({ health: { severity, headline }, reasons }: HealthView): Block[] => [
  ...(severity === 2 ? [] : [text(headline, 'quiet')]),
  ...listBlock(reasons.map(reasonLine), maxShown),
];

/** A blocker that waits for the customer can be answered by them alone (CUS-5). */
function reasonLine({ words, blocker }: Reason): Item {
  const line = item(excerpt(words, maxCharacters));
  return blocker?.by === 'customer' ? { ...line, actions: [writeAbout(blocker.number)] } : line;
}

const listBlock = (lines: Item[], max: number): Block[] =>
  lines.length > 0 ? [{ is: 'list', items: firstItems(lines, max) }] : [];

const headed = (title: string, lines: Item[]): Block[] =>
  lines.length > 0 ? [heading(title), ...listBlock(lines, maxShown)] : [];

/** Joins the other badges into one sentence: "Risk high, go-live confidence low, go-live at risk." */
function badgeWords({ risk, confidence, goLive }: Health): string {
  const badges = [`Risk ${risk}`, `go-live confidence ${confidence}`, `go-live ${goLive}`];
  return asSentence(joined(badges).toLowerCase());
}

function pathBlocks({ steps, leadsTo }: GreenPath, today: string): Block[] {
  const to =
    leadsTo === 0 ? 'To get back to green' : `To get back to ${badgesOf(leadsTo).status.toLowerCase()}`;
  const all = steps.length > 1 ? ', do all of these' : ', do this';
  return headed(
    `${to}${all}`,
    steps.map((choices) => stepLine(choices, today)),
  );
}

function stepLine(choices: Step[], today: string): Item {
  const [first, ...others] = choices;
  if (!first) return item('');
  const words = joined(
    [stepWords(first, today), ...others.map((other) => alternativeWords(other, today))],
    ', or ',
  );
  const fallbacks = others.filter(({ is }) => is === 'fall_back');
  const actions = [first, ...fallbacks].flatMap((step) => actionOf(step, today).actions ?? []);
  return actions.length > 0 ? { ...item(words), actions } : item(words);
}

function stepWords(step: Step, today: string): string {
  switch (step.is) {
    case 'finish':
      return `Finish ${numberedName(step.of)}`;
    case 'redate':
      return `Move the due date of ${numberedName(step.of)}`;
    case 'unblock':
      return `Unblock ${numberedName(step.of)}`;
    case 'clear':
      return `Clear ${excerpt(blockerName(step.of), maxCharacters)}`;
    case 'resolve':
      return `Resolve ${excerpt(riskName(step.of), maxCharacters)}`;
    case 'pay':
      return `Pay invoice ${step.of.label}`;
    case 'act':
      return `Complete ${excerpt(actionName(step.of), maxCharacters)}`;
    case 'fall_back':
      return `Carry out the fallback of ${decisionKey(step.of)}`;
    case 'postpone':
      return step.to === null
        ? 'Set a new go-live date'
        : `Move the go-live to ${formatDate(step.to, today)}`;
    default:
      return step satisfies never;
  }
}

/** Words an alternative step about the same milestone or the go-live. */
function alternativeWords(step: Step, today: string): string {
  if (step.is === 'finish') return 'finish it';
  if (step.is === 'redate') return 'move its due date';
  return stepWords(step, today).replace(/^./, (letter) => letter.toLowerCase());
}

function actionOf(step: Step, today: string): Pick<Item, 'actions'> {
  const press = (label: string, command: string, input: Record<string, string>): { actions: Action[] } => ({
    actions: [{ label, command, input }],
  });
  switch (step.is) {
    case 'finish':
    case 'redate':
      return press('Show', 'show', { milestone: String(step.of.number) });
    case 'unblock':
      return press('Unblock', 'unblock', { milestone: String(step.of.number) });
    case 'clear':
      return press('Clear', 'cleared', { blocker: String(step.of.number) });
    case 'resolve':
      return press('Resolve', 'resolved', { risk: String(step.of.number) });
    case 'fall_back':
      return { actions: [{ ...showDecision(step.of), label: `Show ${decisionKey(step.of)}` }] };
    case 'postpone':
      return { actions: [postponeAction(step, today)] };
    case 'act':
      return press('Done', 'action-done', { action: actionKey(step.of) });
    case 'pay':
      return press('Show', 'invoice', {
        milestone: String(step.of.milestone),
        nth: String(step.of.nth),
      });
    default:
      return step satisfies never;
  }
}

/** Moves the go-live to the forecast; without one, opens the project's form. */
function postponeAction({ to }: Step & { is: 'postpone' }, today: string): Action {
  if (to === null) return { label: 'Edit project', command: 'edit-project', input: {} };
  return {
    label: 'Move go-live',
    command: 'edit-project',
    input: { target: to },
    confirm: {
      title: 'Move the go-live?',
      text: `The go-live moves to ${formatDate(to, today)}. Dates of milestones stay.`,
      yes: 'Move',
    },
  };
}

/** "Revisit the requirements: neither deliverables nor criteria (1 · Design; 2 · Build and 3 more)". */
function warningLine({ advice, why, names }: Warning): Item {
  const shown = names.map((name) => excerpt(name, maxCharacters));
  return item(`${advice}: ${why}${names.length > 0 ? ` (${firstNames(shown, maxNamed)})` : ''}`);
}

const percentOf = ({ used, total }: Usage) => percentWords(Math.floor((used * 100) / total));

/** Compares the share of work done with those of time and money used (HLT-5). */
function burnFacts({ facts, burn: { time, budget, riskLeft } }: HealthView): Block[] {
  const shown: Fact[] = [];
  const add = (label: string, value: string) => shown.push({ label, value: [plain(value)] });
  if (time) add('Time used', `${percentOf(time)}, ${time.used} of ${plural(time.total, 'day')}`);
  if (time || budget) add('Work done', percentWords(projectProgress(facts.milestones)));
  if (budget) {
    const [used, total] = [budget.used, budget.total].map((minor) =>
      formatMoney({ minor, currency: budget.currency }),
    );
    add('Budget used', joined([budget.total > 0 && percentOf(budget), `${used} of ${total}`]));
  }
  if (riskLeft !== null) add('Risk left', percentWords(riskLeft));
  return shown.length > 0 ? [{ is: 'facts', facts: shown }] : [];
}
