import { actionName, type OpenAction } from '../customer/action-item.ts';
import { hasEnded } from '../endings/ending.ts';
import type { PlanLine, ProjectFacts } from '../facts.ts';
import { decisionKey, type NoGo } from '../launch/decision-point.ts';
import { type Remedy, readRemedy } from '../launch/remedy.ts';
import { knownInvoices } from '../money/sent.ts';
import { named } from '../plan/milestone.ts';
import { forecastOf, measureOf, type Work, workIn, workOf } from '../plan/pace.ts';
import { droppableMilestones } from '../plan/shift.ts';
import { milestoneName } from '../plan/transitions.ts';
import { watchesGoLive } from '../project/policies.ts';
import { calendarDays, formatDate, plural, todayIn } from '../time/dates.ts';
import type { Blocker } from './blocker.ts';
import { blockerKey } from './blocker.ts';
import { isPressing, type Risk, riskKey } from './risk.ts';

/** The severity of a project: that of its worst signal (HLT-1). */
export type Severity = 0 | 1 | 2;

/** An unfinished milestone past its due date. */
export type OverdueMilestone = Pick<PlanLine, 'number' | 'name' | 'outcome' | 'blocksGoLive'> & {
  dueDate: string;
  /** It is p0, and the project's kind watches its go-live. */
  isUrgent: boolean;
  /** The work that finishing it adds to what is done. */
  work: number;
};

/** A no-go after which the go-live has not moved, and no fallback was carried out. */
export type StandingNoGo = Pick<NoGo, 'number'> & {
  /** YYYY-MM-DD in the project's zone; null: not known. */
  on: string | null;
  /** It has a fallback that a command can carry out. */
  canFallBack: boolean;
};

/** The work so far and the day it began, YYYY-MM-DD: the pace of the burn-up. */
export type Pace = Work & { began: string };

/** An open blocker, and its milestone; null if it blocks the whole project. */
export type OpenBlocker = Pick<Blocker, 'number' | 'text' | 'by'> & {
  milestone: Pick<PlanLine, 'number' | 'name' | 'outcome' | 'status'> | null;
};

/** An unpaid invoice past its due date. */
export type OverdueInvoice = {
  /** By age, from 1. */
  number: number;
  /** Its number on the document. */
  label: string;
  /** The number of its milestone, and its place there. */
  milestone: number;
  nth: number;
  dueDate: string;
};

/** An open action of the customer that blocks the go-live and is past its due date (CUS-2). */
export type OverdueAction = Pick<OpenAction, 'number' | 'label' | 'dueDate'>;

/** An unresolved risk whose date has come (LCH-7). */
export type DueRisk = Pick<Risk, 'number' | 'text'> & { resolveBy: string };

/** What the health of a project is computed from. */
export type Signals = {
  overdue: OverdueMilestone[];
  /** Open blockers. */
  blockers: OpenBlocker[];
  /** Unresolved risks whose date has come. */
  risks: DueRisk[];
  invoices: OverdueInvoice[];
  actions: OverdueAction[];
  noGos: StandingNoGo[];
  /** Go-live dates that were a no-go, YYYY-MM-DD: moving back to one would make it stand again. */
  refusedTargets: string[];
  /** Null where the project's kind does not watch its go-live. */
  pace: Pace | null;
  /** YYYY-MM-DD in the project's zone. */
  today: string;
  /** The go-live date, YYYY-MM-DD, and the calendar days until then; negative once passed. */
  target: string | null;
  days: number | null;
};

/** The badges of a severity, the same everywhere (HLT-1). */
export type Badges = {
  status: 'On track' | 'Minor issues' | 'At risk';
  risk: 'Low' | 'Medium' | 'High';
  confidence: 'High' | 'Medium' | 'Low';
  goLive: 'On track' | 'At risk';
};

/** A project's health and the reasons for it. */
export type Health = Badges & {
  severity: Severity;
  /** One line for each signal, worst first (HLT-2). */
  reasons: string[];
  headline: string;
  target: string | null;
  days: number | null;
};

const badges: Record<Severity, Badges> = {
  0: { status: 'On track', risk: 'Low', confidence: 'High', goLive: 'On track' },
  1: { status: 'Minor issues', risk: 'Medium', confidence: 'Medium', goLive: 'On track' },
  2: { status: 'At risk', risk: 'High', confidence: 'Low', goLive: 'At risk' },
};

/** Returns the badges of a severity. */
export const badgesOf = (severity: Severity): Badges => badges[severity];

/** Computes a project's health: the worst signal wins, each is a reason (HLT-1, HLT-2). Nobody can override it. */
export function healthOf(signals: Signals): Health {
  const reasons = reasonsOf(signals).map(({ words }) => words);
  const severity = severityOf(signals);
  const headline: Record<Severity, string> = {
    0: 'On track, no change',
    1: 'Minor issues, being monitored',
    2: reasons[0] ?? '',
  };
  const { target, days } = signals;
  return { ...badges[severity], severity, reasons, headline: headline[severity], target, days };
}

/** Returns the severity of the worst signal (HLT-1). */
export function severityOf(signals: Signals): Severity {
  const { overdue, invoices, noGos, actions, blockers, risks } = signals;
  if ([invoices, noGos, actions].some((some) => some.length > 0) || overdue.some(isSerious)) return 2;
  if ([overdue, blockers, risks].some((some) => some.length > 0)) return 1;
  return lateForecast(signals) === null ? 0 : 1;
}

/** Whether an overdue milestone alone puts the project at risk. */
const isSerious = ({ blocksGoLive, isUrgent }: OverdueMilestone) => blocksGoLive || isUrgent;

/** Returns the forecast of the burn-up if it is after the go-live, YYYY-MM-DD; else null. */
export function lateForecast({
  pace,
  target,
  today,
}: Pick<Signals, 'pace' | 'target' | 'today'>): string | null {
  if (pace === null || target === null) return null;
  const readyOn = forecastOf(pace, pace.began, today);
  return readyOn !== null && readyOn > target ? readyOn : null;
}

/** A reason of a health; `blocker`: the open blocker that it is. */
export type Reason = { words: string; blocker?: OpenBlocker };

/** Returns the reasons by severity, date and number, so that the order of signals does not matter. */
export function reasonsOf(signals: Signals): Reason[] {
  const { overdue, invoices, noGos, actions, blockers, risks, today } = signals;
  const late = overdue.toSorted(byDate);
  const before = [
    ...late.filter(isSerious).map((one) => overdueReason(one, today)),
    ...actions.toSorted(byDate).map((action) => actionReason(action, today)),
    ...noGos.toSorted(byNumber).map((noGo) => noGoReason(noGo, today)),
    ...invoices.toSorted(byDate).map(({ label }) => `Invoice ${label} is overdue`),
    ...late.filter((one) => !isSerious(one)).map((one) => overdueReason(one, today)),
    ...risks
      .toSorted(byResolveDate)
      .map(
        (risk) =>
          `Risk: ${risk.text}, must be resolved by ${formatDate(risk.resolveBy, risk.resolveBy)} (${riskKey(risk)})`,
      ),
  ];
  const asReason = (words: string): Reason => ({ words });
  return [
    ...before.map(asReason),
    ...blockers
      .toSorted(byNumber)
      .map((blocker) => ({ words: `Open blocker: ${blocker.text} (${blockerKey(blocker)})`, blocker })),
    ...forecastReason(signals).map(asReason),
  ];
}

function overdueReason(one: OverdueMilestone, today: string): string {
  const days = plural(calendarDays(one.dueDate, today), 'day');
  const name = `${milestoneName(one)}${one.isUrgent ? ' (p0)' : ''}`;
  return `Milestone ${name} is ${days} overdue${one.blocksGoLive ? ' and blocks go-live' : ''}`;
}

const actionReason = (action: OverdueAction, today: string): string =>
  `Action ${actionName(action)} is ${plural(calendarDays(action.dueDate, today), 'day')} overdue and blocks go-live`;

const noGoReason = (noGo: StandingNoGo, today: string): string =>
  `${decisionKey(noGo)} was a no-go${noGo.on ? ` on ${formatDate(noGo.on, today)}` : ''} and the go-live has not moved`;

function forecastReason(signals: Signals): string[] {
  const readyOn = lateForecast(signals);
  if (readyOn === null || signals.target === null) return [];
  const day = (date: string) => formatDate(date, signals.today);
  return [`At this pace the work is done on ${day(readyOn)}, after the go-live on ${day(signals.target)}`];
}

const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number;
const byResolveDate = (a: DueRisk, b: DueRisk) => a.resolveBy.localeCompare(b.resolveBy) || byNumber(a, b);
const byDate = (a: { dueDate: string; number: number }, b: { dueDate: string; number: number }) =>
  (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0) || byNumber(a, b);

/** Whether a remedy of a project with a go-live changes its plan; what people do is not known. */
const changesPlan = (remedy: Remedy, milestones: readonly PlanLine[]): boolean =>
  remedy.is === 'shift' ||
  (remedy.is === 'drop' && droppableMilestones(milestones, remedy.priorities).length > 0);

/** What signals are derived from: the facts of a project's card, or of its health. */
export type SignalFacts = Pick<
  ProjectFacts,
  'project' | 'blockers' | 'risks' | 'noGos' | 'actions' | 'invoices' | 'began'
> & {
  milestones: readonly PlanLine[];
};

/** Of a project whose work is over. */
const noSignals = {
  actions: [],
  overdue: [],
  blockers: [],
  risks: [],
  invoices: [],
  noGos: [],
  refusedTargets: [],
  pace: null,
};

/** Derives the signals of a project on a day, YYYY-MM-DD in its zone; none once its work is over (CUS-7). */
export function signalsOf(facts: SignalFacts, today: string): Signals {
  const { project, milestones, blockers, risks } = facts;
  const byId = new Map(milestones.map((milestone) => [milestone.id, milestone]));
  const { target } = project;
  if (hasEnded(project)) return { ...noSignals, today, target, days: null };
  return {
    overdue: overdueOf(facts, today),
    blockers: blockers.map(({ number, text, by, milestoneId }) => ({
      number,
      text,
      by,
      milestone: (milestoneId && byId.get(milestoneId)) || null,
    })),
    risks: risks.flatMap((risk) =>
      isPressing(risk, today) && risk.resolveBy !== null
        ? [{ number: risk.number, text: risk.text, resolveBy: risk.resolveBy }]
        : [],
    ),
    invoices: overdueInvoices(facts, today),
    actions: facts.actions.filter(({ blocksGoLive, dueDate }) => blocksGoLive && dueDate < today),
    ...goLiveSignals(facts),
    today,
    target,
    days: target === null ? null : calendarDays(today, target),
  };
}

const overdueInvoices = ({ invoices }: SignalFacts, today: string): OverdueInvoice[] =>
  knownInvoices(invoices, today).flatMap(({ number: label, milestone, nth, state }, index) =>
    state.status === 'overdue' && state.dueOn !== null
      ? [{ number: index + 1, label, milestone, nth, dueDate: state.dueOn }]
      : [],
  );

function overdueOf({ project, milestones }: SignalFacts, today: string): OverdueMilestone[] {
  const watched = watchesGoLive(project.kind);
  const measure = measureOf(milestones);
  return milestones.flatMap((milestone) => {
    const { status, blocksGoLive, dueDate, priority } = milestone;
    if (status === 'done' || !dueDate || calendarDays(today, dueDate) >= 0) return [];
    const { done, scope } = workIn(milestone, measure);
    const isUrgent = watched && priority === 'p0';
    return [{ ...named(milestone), blocksGoLive, dueDate, isUrgent, work: scope - done }];
  });
}

/** Returns the signals about the go-live itself; none where the project's kind does not watch it. */
function goLiveSignals({
  project,
  milestones,
  noGos,
  began,
}: SignalFacts): Pick<Signals, 'noGos' | 'refusedTargets' | 'pace'> {
  if (!watchesGoLive(project.kind)) return { noGos: [], refusedTargets: [], pace: null };
  const standing = noGos.filter(({ targetThen }) => targetThen !== null && targetThen === project.target);
  return {
    noGos: standing.map(({ number, decidedAt, fallback }) => ({
      number,
      on: decidedAt && todayIn(decidedAt, project.zone),
      canFallBack: fallback !== null && changesPlan(readRemedy(fallback), milestones),
    })),
    refusedTargets: noGos.flatMap(({ targetThen }) => targetThen ?? []),
    pace: { ...workOf(milestones, measureOf(milestones)), began: todayIn(began, project.zone) },
  };
}
