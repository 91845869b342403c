import { type DigestType, events as declarations, type EventRecord } from '../events.ts';
import type { PlanLine, ProjectFacts } from '../facts.ts';
import type { Blocker } from '../health/blocker.ts';
import { becamePressing, type Risk } from '../health/risk.ts';
import { isToDecide, type OpenDecision } from '../launch/decision-point.ts';
import { type KnownInvoice, knownInvoices } from '../money/sent.ts';
import type { Milestone } from '../plan/milestone.ts';
import { calendarDays } from '../time/dates.ts';
import { type ChangeKind, changeKinds } from './change-kinds.ts';

/** All events of one type on a milestone, or on the project itself, since a moment, as one. */
export type Happened = Extract<EventRecord, { type: DigestType }> & {
  milestone: Pick<Milestone, 'id' | 'number' | 'name' | 'outcome'> | null;
  /** The name of the person who did it last. */
  by: string;
  /** The note of the last event; `before` is the state before the first. */
  note: string | null;
};

/** The most important change of a milestone that still holds. */
export type Changed = {
  kind: ChangeKind;
  milestone: Happened['milestone'];
  by: string;
  note: string | null;
  /** Due dates for `moved`, percentages for `progressed`; else null. */
  was: string | number | null;
  is: string | number | null;
};

/** The content of a project's digest (RMD-3). */
export type Digest = {
  changed: Changed[];
  /** Due within a week, today included, by date. */
  soon: PlanLine[];
  /** By date, the longest overdue first. */
  overdue: PlanLine[];
  /** Submitted and not decided; in no other list. */
  waiting: PlanLine[];
  blockers: Blocker[];
  /** Those whose day to be resolved by came since the last digest, so that each is told once (LCH-7). */
  risks: Risk[];
  /** To be decided by now or within a week, by date. */
  decisions: OpenDecision[];
  /** Approved invoices that are overdue or due within a week, by age (RMD-1). */
  payments: KnownInvoice[];
};

const soonDays = 7;

/** Computes a project's digest (RMD-3). `today` and `last`, the day of the last digest, are YYYY-MM-DD in its zone. */
export function digestOf(
  {
    milestones,
    blockers,
    risks,
    decisions,
    invoices,
  }: Pick<ProjectFacts, 'milestones' | 'blockers' | 'risks' | 'decisions' | 'invoices'>,
  happened: readonly Happened[],
  today: string,
  last: string = today,
): Digest {
  return {
    changed: changedOf({ milestones, blockers }, happened),
    soon: milestones.filter((milestone) => isSoon(milestone, today)).sort(byDate),
    overdue: milestones.filter((milestone) => isOverdue(milestone, today)).sort(byDate),
    waiting: milestones.filter(isWaiting),
    blockers,
    risks: risks.filter((risk) => becamePressing(risk, last, today)),
    decisions: decisions.filter((decision) => isToDecide(decision, today)),
    payments: knownInvoices(invoices, today).filter((invoice) => isPaymentDue(invoice, today)),
  };
}

/** Whether something is due or has changed; otherwise no digest is sent (RMD-3). */
export const saysSomething = ({
  changed,
  soon,
  overdue,
  waiting,
  risks,
  decisions,
  payments,
}: Digest): boolean =>
  [changed, soon, overdue, waiting, risks, decisions, payments].some((lines) => lines.length > 0);

/** Whether an invoice is open and overdue or due within a week. */
const isPaymentDue = ({ state }: KnownInvoice, today: string): boolean =>
  state.dueOn !== null &&
  !state.isPaid &&
  state.status !== 'disputed' &&
  calendarDays(today, state.dueOn) <= soonDays;

type Dated = Pick<Milestone, 'dueDate' | 'status' | 'submittedAt'>;

/** Whether a milestone was submitted and waits for a decision. */
export const isWaiting = ({ submittedAt }: Pick<Milestone, 'submittedAt'>): boolean => submittedAt !== null;

/** Whether a milestone is open and due within a week, today included. */
export const isSoon = (milestone: Dated, today: string): boolean => {
  const days = daysLeft(milestone, today);
  return days !== undefined && days >= 0 && days <= soonDays;
};

/** Whether a milestone is open and its due date has passed. */
export const isOverdue = (milestone: Dated, today: string): boolean => (daysLeft(milestone, today) ?? 0) < 0;

const daysLeft = ({ dueDate, status, submittedAt }: Dated, today: string): number | undefined =>
  dueDate === null || status === 'done' || submittedAt !== null ? undefined : calendarDays(today, dueDate);

const byDate = (a: PlanLine, b: PlanLine) =>
  (a.dueDate ?? '').localeCompare(b.dueDate ?? '') || a.number - b.number;

/** The present state that changes are checked against. */
type Plan = Pick<ProjectFacts, 'milestones' | 'blockers'>;

/** One change a milestone, the most important first. */
function changedOf(plan: Plan, happened: readonly Happened[]): Changed[] {
  const lines = [...Map.groupBy(happened, ({ milestone }) => milestone?.id).values()].flatMap(
    (events) => mostImportant(events, plan) ?? [],
  );
  return lines.sort(
    (a, b) =>
      changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind) ||
      (a.milestone?.number ?? 0) - (b.milestone?.number ?? 0),
  );
}

function mostImportant(events: Happened[], { milestones, blockers }: Plan): Changed | undefined {
  const id = events[0]?.milestone?.id ?? null;
  const now = milestones.find((milestone) => milestone.id === id);
  if (now && isWaiting(now)) return undefined;
  const held = blockers.some((blocker) => blocker.milestoneId === id);
  for (const kind of changeKinds) {
    const event = events.find(({ type }) => declarations[type].digest === kind);
    const changed = event && { kind, ...valuesOf(event, now), ...details(event) };
    if (changed && holds(changed, now, held)) return changed;
  }
  return undefined;
}

const details = ({ milestone, by, note }: Happened) => ({ milestone, by, note });

function valuesOf(event: Happened, now: PlanLine | undefined): Pick<Changed, 'was' | 'is'> {
  switch (event.type) {
    case 'edited':
      return { was: event.before.dueDate ?? null, is: now?.dueDate ?? null };
    case 'progressed':
    case 'update_approved':
      return { was: event.before.percent ?? null, is: now?.percent ?? null };
    case 'approved':
    case 'silently_accepted':
    case 'done':
    case 'dropped':
    case 'blocked':
    case 'blocker_opened':
    case 'returned':
    case 'reopened':
    case 'stage_achieved':
    case 'stage_unachieved':
    case 'unblocked':
    case 'blocker_cleared':
    case 'started':
    case 'created':
      return { was: null, is: null };
    default:
      return event satisfies never;
  }
}

/** Whether a change still holds, so that what was undone is left out. `held`: a blocker is open. */
function holds({ kind, milestone, was, is }: Changed, now: PlanLine | undefined, held: boolean): boolean {
  if (kind === 'blocked') return held;
  if (kind === 'unblocked' && !milestone) return !held;
  if (kind === 'dropped') return !now;
  if (!now) return false;
  const done = now.status === 'done';
  switch (kind) {
    case 'approved':
    case 'done':
      return done;
    case 'unblocked':
      return !held && !done;
    case 'moved':
    case 'progressed':
      return was !== is && !done;
    default:
      return !done;
  }
}
