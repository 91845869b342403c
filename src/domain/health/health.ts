import type { PlanLine, ProjectFacts } from '../facts.ts';
import { calendarDays, formatDate } from '../time/dates.ts';
import type { Blocker } from './blocker.ts';
import { blockerKey } from './blocker.ts';
import { isPressing, type Risk, riskKey } from './risk.ts';

/** The severity of a project: that of its worst signal (HLT-1). */
export type Severity = 0 | 1 | 2;

/** An unfinished milestone past its due date. */
export type OverdueMilestone = Pick<PlanLine, 'number' | 'name' | 'blocksGoLive'> & { dueDate: string };

/** An open blocker, and its milestone; null if it blocks the whole project. */
export type OpenBlocker = Pick<Blocker, 'number' | 'text'> & {
  milestone: Pick<PlanLine, 'number' | 'name' | 'status'> | null;
};

/** An unpaid invoice past its due date. */
export type OverdueInvoice = { number: number; dueDate: string };

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
  const reasons = reasonsOf(signals);
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
export function severityOf({ overdue, invoices, blockers, risks }: Signals): Severity {
  if (invoices.length > 0 || overdue.some(({ blocksGoLive }) => blocksGoLive)) return 2;
  return [overdue, blockers, risks].some((signals) => signals.length > 0) ? 1 : 0;
}

/** Sorts reasons by severity, date and number, so that the order of signals does not matter. */
function reasonsOf({ overdue, invoices, blockers, risks }: Signals): string[] {
  const late = overdue.toSorted(byDate);
  return [
    ...late
      .filter(({ blocksGoLive }) => blocksGoLive)
      .map(({ name }) => `Milestone '${name}' is overdue and blocks go-live`),
    ...invoices.toSorted(byDate).map(({ number }) => `Invoice ${number} is overdue`),
    ...late.filter(({ blocksGoLive }) => !blocksGoLive).map(({ name }) => `Milestone '${name}' is overdue`),
    ...risks
      .toSorted(byResolveDate)
      .map(
        (risk) =>
          `Risk: ${risk.text}, must be resolved by ${formatDate(risk.resolveBy, risk.resolveBy)} (${riskKey(risk)})`,
      ),
    ...blockers.toSorted(byNumber).map((blocker) => `Open blocker: ${blocker.text} (${blockerKey(blocker)})`),
  ];
}

const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number;
const byResolveDate = (a: DueRisk, b: DueRisk) => a.resolveBy.localeCompare(b.resolveBy) || byNumber(a, b);
const byDate = (a: { dueDate: string; number: number }, b: { dueDate: string; number: number }) =>
  (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0) || byNumber(a, b);

/** Derives the signals of a project on a day, YYYY-MM-DD in its zone. There are no invoices yet. */
export function signalsOf(
  { project, milestones, blockers, risks }: Omit<ProjectFacts, 'decisions'>,
  today: string,
): Signals {
  const byId = new Map(milestones.map((milestone) => [milestone.id, milestone]));
  const { target } = project;
  return {
    overdue: milestones.flatMap(({ number, name, status, blocksGoLive, dueDate }) =>
      status !== 'done' && dueDate && calendarDays(today, dueDate) < 0
        ? [{ number, name, blocksGoLive, dueDate }]
        : [],
    ),
    blockers: blockers.map(({ number, text, milestoneId }) => ({
      number,
      text,
      milestone: (milestoneId && byId.get(milestoneId)) || null,
    })),
    risks: risks.flatMap((risk) =>
      isPressing(risk, today) && risk.resolveBy !== null
        ? [{ number: risk.number, text: risk.text, resolveBy: risk.resolveBy }]
        : [],
    ),
    invoices: [],
    target,
    days: target === null ? null : calendarDays(today, target),
  };
}
