import type { PlanLine, ProjectFacts } from '../facts.ts';
import { calendarDays, formatDate } from '../time/dates.ts';
import type { Blocker } from '../time/schedule.ts';
import { blockerKey } from './blocker.ts';
import { isPressing, type Risk, riskKey } from './risk.ts';

/** How bad it is: the worst signal's (HLT-1). */
export type Severity = 0 | 1 | 2;

/** A milestone that is past its date and not done. */
export type OverdueMilestone = Pick<PlanLine, 'number' | 'name' | 'blocksGoLive'> & { dueDate: string };

/** What keeps something from going on, and the milestone that it holds up, if it is one. */
export type OpenBlocker = Pick<Blocker, 'number' | 'text'> & {
  milestone: Pick<PlanLine, 'number' | 'name' | 'status'> | null;
};

/** An invoice that nobody has paid although its date has passed. */
export type OverdueInvoice = { number: number; dueDate: string };

/** A risk that was to be resolved by now (LCH-7). */
export type DueRisk = Pick<Risk, 'number' | 'text'> & { resolveBy: string };

/** All that the health of a project is computed from. */
export type Signals = {
  overdue: OverdueMilestone[];
  /** Open ones. */
  blockers: OpenBlocker[];
  /** Not resolved, and their date has come. */
  risks: DueRisk[];
  invoices: OverdueInvoice[];
  /** The go-live date, YYYY-MM-DD, and the calendar days until then; negative once it has passed. */
  target: string | null;
  days: number | null;
};

/** What a severity is called, everywhere (HLT-1): no two badges come from anywhere else. */
export type Badges = {
  status: 'On track' | 'Minor issues' | 'At risk';
  risk: 'Low' | 'Medium' | 'High';
  confidence: 'High' | 'Medium' | 'Low';
  goLive: 'On track' | 'At risk';
};

/** How a project does, and why. */
export type Health = Badges & {
  severity: Severity;
  /** One plain line for each signal, worst first (HLT-2). */
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

/** The badges of a severity. */
export const badgesOf = (severity: Severity): Badges => badges[severity];

/** HLT-1, HLT-2: the worst signal wins, each is a reason. Nobody can override it. */
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

/** The worst signal's severity (HLT-1). */
export function severityOf({ overdue, invoices, blockers, risks }: Signals): Severity {
  if (invoices.length > 0 || overdue.some(({ blocksGoLive }) => blocksGoLive)) return 2;
  return [overdue, blockers, risks].some((signals) => signals.length > 0) ? 1 : 0;
}

/** Worst first, then the oldest date, then the number: the same for the same signals in any order. */
function reasonsOf({ overdue, invoices, blockers, risks }: Signals): string[] {
  const late = overdue.toSorted(byDate);
  return [
    ...late
      .filter(({ blocksGoLive }) => blocksGoLive)
      .map(({ name }) => `Milestone '${name}' is overdue and blocks go-live`),
    ...invoices.toSorted(byDate).map(({ number }) => `Invoice ${number} is overdue`),
    ...late.filter(({ blocksGoLive }) => !blocksGoLive).map(({ name }) => `Milestone '${name}' is overdue`),
    ...risks
      .toSorted(byResolving)
      .map(
        (risk) =>
          `Risk: ${risk.text}, must be resolved by ${formatDate(risk.resolveBy, risk.resolveBy)} (${riskKey(risk)})`,
      ),
    ...blockers.toSorted(byNumber).map((blocker) => `Open blocker: ${blocker.text} (${blockerKey(blocker)})`),
  ];
}

const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number;
const byResolving = (a: DueRisk, b: DueRisk) => a.resolveBy.localeCompare(b.resolveBy) || byNumber(a, b);
const byDate = (a: { dueDate: string; number: number }, b: { dueDate: string; number: number }) =>
  (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0) || byNumber(a, b);

/** What a project's plan and blockers say on a day, YYYY-MM-DD in the project's zone. There are no invoices yet. */
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
