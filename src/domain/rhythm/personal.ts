import { becamePressing, type Risk } from '../health/risk.ts';
import type { OpenDecision } from '../launch/decision-point.ts';
import type { Milestone } from '../plan/milestone.ts';
import { deciders } from '../project/access.ts';
import type { Project } from '../project/project.ts';
import type { Role } from '../project/roles.ts';
import { calendarDays, todayIn } from '../time/dates.ts';
import type { Cadence, QuietHours } from '../time/schedule.ts';
import { type AskedProject, askedActionsOf, type OwnAction } from './asked-actions.ts';
import { isWaiting } from './digest.ts';
import { type InvoicedProject, type OwnPayment, paymentsOf } from './payments.ts';
import { reminderFor } from './reminders.ts';
import type { Snooze } from './snooze.ts';

/** A person, with what messages to them depend on. */
export type Reader = {
  name: string;
  /** Their own zone, else the one of a project they take part in, else UTC. */
  zone: string;
  quiet: QuietHours | null;
  /** The cadence of their own digest; null: they get none. */
  digest: Cadence | null;
};

/** A milestone that concerns a person: they work on it, or their role decides on it. */
export type Own = {
  milestone: Pick<
    Milestone,
    | 'id'
    | 'number'
    | 'name'
    | 'outcome'
    | 'type'
    | 'status'
    | 'dueDate'
    | 'submittedAt'
    | 'percent'
    | 'version'
    | 'droppedAt'
  >;
  project: Pick<Project, 'id' | 'name' | 'policies' | 'holidays' | 'reminders'>;
  role: Role;
  /** They are its assignee. */
  mine: boolean;
  /** They are reminded as an owner of the project (RMD-1), because it has no assignee or the assignee has left. */
  orphan?: 'unassigned' | 'left';
  snooze: Pick<Snooze, 'until'> | null;
  /** When they last reported progress, an ISO instant. */
  saidAt: string | null;
};

/** A decision that waits for a person's vote. */
export type OwnVote = {
  decision: OpenDecision;
  isCustomer: boolean;
  project: Pick<Project, 'id' | 'name' | 'holidays'>;
};

/** A risk that a person owns. */
export type OwnRisk = { risk: Risk; isCustomer: boolean; project: Pick<Project, 'id' | 'name'> };

/** The content of a personal digest: what is due, what waits for a decision (RMD-1), which risks must be resolved (LCH-7), which invoices must be paid, what a customer must do (CUS-2). */
export type Personal = {
  today: Own[];
  soon: Own[];
  overdue: Own[];
  waiting: Own[];
  votes: OwnVote[];
  risks: OwnRisk[];
  payments: OwnPayment[];
  actions: OwnAction[];
};

/** What a personal digest has besides milestones. */
export type Duties = {
  risks: OwnRisk[];
  votes: OwnVote[];
  invoiced: InvoicedProject[];
  asked: AskedProject[];
};

/** When a message was due (`day`), and when it is worded. Days are YYYY-MM-DD in the reader's zone. */
export type Times = {
  day: string;
  today: string;
  /** An ISO instant, to the millisecond. */
  now: string;
  /** The slot of the previous message, an ISO instant. */
  previous: string;
};

/** Computes a personal digest, by the rules for the day on which the message was due. */
export function personalOf(
  rows: readonly Own[],
  reader: Pick<Reader, 'digest'> & { zone?: string },
  at: Times,
  { risks, votes, invoiced, asked }: Duties = { risks: [], votes: [], invoiced: [], asked: [] },
): Personal {
  const told = rows.filter((own) => isTold(own, reader, at)).sort(byDate);
  const last = todayIn(at.previous, reader.zone ?? 'UTC');
  const work = told.filter(({ milestone }) => !isWaiting(milestone));
  const left = ({ milestone: { dueDate } }: Own) => (dueDate ? calendarDays(at.today, dueDate) : 1);
  return {
    today: work.filter((own) => left(own) === 0),
    soon: work.filter((own) => left(own) > 0),
    overdue: work.filter((own) => left(own) < 0),
    waiting: told.filter(({ milestone }) => isWaiting(milestone)),
    votes: votes.filter(({ decision: { on } }) => on === null || on <= at.day),
    risks: risks.filter(({ risk }) => becamePressing(risk, last, at.day)),
    payments: paymentsOf(invoiced, at.day, reader.digest?.days),
    actions: askedActionsOf(asked, at.day, reader.digest?.days),
  };
}

/** Whether a personal digest has no lines. */
export const isNothing = (personal: Personal): boolean =>
  Object.values(personal).every((lines) => lines.length === 0);

/** Whether a person's role decides on submitted milestones. */
export const decides = ({ role, project }: Pick<Own, 'role' | 'project'>): boolean =>
  deciders(project.policies).includes(role);

/** Whether a snooze is still on: until a later moment, or for good. */
export const isPutOff = (snooze: Own['snooze'], now: string): boolean =>
  snooze !== null && (snooze.until === null || snooze.until > now);

/** Whether a person has reported progress since the previous message. */
export const hasSaid = ({ saidAt }: Pick<Own, 'saidAt'>, previous: string): boolean =>
  saidAt !== null && saidAt > previous;

function isTold(own: Own, { digest }: Pick<Reader, 'digest'>, { day, now, previous }: Times): boolean {
  const { milestone, project, snooze } = own;
  if (project.holidays.includes(day) || isPutOff(snooze, now)) return false;
  if (isWaiting(milestone)) return decides(own);
  if (!own.mine && !own.orphan) return false;
  if (snooze?.until && snooze.until > previous) return true;
  const reminder = reminderFor(milestone, {
    today: day,
    calendar: project,
    reminders: project.reminders,
    ...(digest ? { days: digest.days } : {}),
  });
  return reminder === 'before' ? !hasSaid(own, previous) : reminder !== undefined;
}

const byDate = (a: Own, b: Own) =>
  (a.milestone.dueDate ?? '9').localeCompare(b.milestone.dueDate ?? '9') ||
  a.project.name.localeCompare(b.project.name) ||
  a.milestone.number - b.milestone.number;
