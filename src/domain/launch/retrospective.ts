import { dueDatesOf, isForLookback } from '../events.ts';
import { type NamedMilestone, named } from '../plan/milestone.ts';
import { type LookbackEvent, type LookbackFacts, plannedMilestones, projectDay } from '../plan/past.ts';
import { doneOn } from '../plan/timeline.ts';
import { calendarDays } from '../time/dates.ts';

/** A milestone's first due date and its outcome. Days are YYYY-MM-DD in the project's zone. */
export type DateOutcome = NamedMilestone & {
  /** The first due date; null: never had one. */
  planned: string | null;
  /** The day it was done; null if open. */
  actual: string | null;
  /** Days after the first date; negative if before, null if one of the two is missing. */
  late: number | null;
};

/** A moved due date. */
export type DateMove = {
  /** Null: the whole plan was shifted. */
  of: NamedMilestone | null;
  /** The due date, or the plan's go-live; null if none. */
  was: string | null;
  is: string | null;
  /** For the plan: the days, and the number of milestones that moved. */
  shift: { days: number; milestones: number } | null;
  by: string;
  why: string | null;
};

/** What a project's history shows (LCH). */
export type Retrospective = {
  /** By first due date. */
  dates: DateOutcome[];
  /** Oldest first. */
  moves: DateMove[];
  decisions: LookbackFacts['decisions'];
  /** Done after the last due date, and the days late. */
  missed: (NamedMilestone & { days: number })[];
  /** Overdue and open. */
  open: (NamedMilestone & { days: number })[];
  dropped: (NamedMilestone & { why: string | null })[];
  /** Whether every planned milestone is done. */
  isFinished: boolean;
};

/** Builds the retrospective of a project as of a day, YYYY-MM-DD in its zone. */
export function retrospectiveOf(past: LookbackFacts, today: string): Retrospective {
  const byId = new Map(past.milestones.map((one) => [one.id, named(one)]));
  const plan = plannedMilestones(past);
  return {
    dates: plan.map((milestone) => dateOutcomeOf(milestone, past)).sort(byPlanned),
    moves: past.events.flatMap((event) => moveOf(event, byId) ?? []),
    decisions: past.decisions,
    missed: plan.flatMap((milestone) => {
      const day =
        milestone.status === 'done' && milestone.doneAt !== null
          ? doneOn(milestone, past.project.zone)
          : null;
      return daysLate(milestone, day);
    }),
    open: plan.flatMap((milestone) => (milestone.status === 'done' ? [] : daysLate(milestone, today))),
    dropped: past.milestones
      .filter(({ droppedAt }) => droppedAt !== null)
      .map((one) => ({ ...named(one), why: one.dropReason })),
    isFinished: plan.length > 0 && plan.every(({ status }) => status === 'done'),
  };
}

type Planned = LookbackFacts['milestones'][number];

function daysLate({ dueDate, ...one }: Planned, day: string | null): (NamedMilestone & { days: number })[] {
  const days = day !== null && dueDate !== null ? calendarDays(dueDate, day) : 0;
  return days > 0 ? [{ ...named(one), days }] : [];
}

function dateOutcomeOf(milestone: Planned, past: LookbackFacts): DateOutcome {
  const first = firstDate(
    past.events.flatMap((event) =>
      event.milestoneId === milestone.id ? [dueDatesOf(event)] : shiftsOf(event, milestone.number),
    ),
    milestone.dueDate,
  );
  const actual =
    milestone.status === 'done' && milestone.doneAt !== null ? projectDay(past, milestone.doneAt) : null;
  const late = first !== null && actual !== null ? calendarDays(first, actual) : null;
  return { ...named(milestone), planned: first, actual, late };
}

type Dates = { was: string | null; is: string | null };

/** Returns the first known due date; one from before the history began is in the first change. */
const firstDate = (dates: readonly Dates[], now: string | null): string | null =>
  dates.map(({ was, is }) => was ?? is).find((date) => date !== null) ?? now;

/** Returns the date that a record moved; any event of a milestone may move its date. */
function moveOf(event: LookbackEvent, byId: Map<string, NamedMilestone>): DateMove | undefined {
  if (!isForLookback(event)) return dateMove(event, byId);
  switch (event.type) {
    case 'shifted':
      return shiftOf(event);
    // a first date is no move
    case 'created':
      return undefined;
    case 'done':
    case 'approved':
    case 'silently_accepted':
    case 'reopened':
    case 'stage_achieved':
    case 'stage_unachieved':
    case 'item_added':
    case 'item_checked':
    case 'item_unchecked':
      return dateMove(event, byId);
    default:
      return event satisfies never;
  }
}

function dateMove(event: LookbackEvent, byId: Map<string, NamedMilestone>): DateMove | undefined {
  const { milestoneId, by, note } = event;
  const of = milestoneId === null ? undefined : byId.get(milestoneId);
  const { was, is } = dueDatesOf(event);
  if (!of || !was || was === is) return undefined;
  return { of, was, is, shift: null, by, why: note };
}

type Shifted = Extract<LookbackEvent, { type: 'shifted' }>;

function shiftOf({ before, after, by, note }: Shifted): DateMove {
  const milestones = movedWith(after).filter(({ due }) => due).length;
  const shift = { days: after.days ?? 0, milestones };
  const why = note ?? after.because ?? null;
  return { of: null, was: before.target ?? null, is: after.target ?? null, shift, by, why };
}

/** Returns the due dates of one milestone in a shift of the plan. */
const shiftsOf = (event: LookbackEvent, number: number): Dates[] =>
  event.type === 'shifted'
    ? movedWith(event.after).flatMap(({ number: of, due }) => (of === number && due ? [due] : []))
    : [];

const movedWith = ({ milestones }: Shifted['after']) => milestones ?? [];

const byPlanned = (a: DateOutcome, b: DateOutcome) =>
  (a.planned ?? '9999').localeCompare(b.planned ?? '9999') || a.number - b.number;
