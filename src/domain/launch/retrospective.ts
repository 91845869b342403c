import { dueDatesOf, isForLookback } from '../events.ts';
import { dayOf, type Passed, type Past, planned } from '../plan/past.ts';
import { doneOn } from '../plan/timeline.ts';
import { calendarDays } from '../time/dates.ts';

/** A milestone, as people name it. */
export type Name = { number: number; name: string };

/** What was planned first, and what came of it. Days are YYYY-MM-DD in the project's zone. */
export type Kept = Name & {
  /** The first date that it had; null: it never had one. */
  planned: string | null;
  /** Null while it is not done. */
  actual: string | null;
  /** Days after the first date; negative before it, null where one of the two is missing. */
  late: number | null;
};

/** A date that was moved. */
export type Move = {
  /** Null: the whole plan was shifted. */
  of: Name | null;
  /** The date, for the plan its go-live; null where it has none. */
  was: string | null;
  is: string | null;
  /** For the plan: by how many days, and how many milestones moved with it. */
  shift: { days: number; milestones: number } | null;
  by: string;
  why: string | null;
};

/** LCH: what there is to learn from a project. */
export type Retrospective = {
  /** In the order of the plan's first dates. */
  kept: Kept[];
  /** The oldest first. */
  moves: Move[];
  decisions: Past['decisions'];
  /** Done after the date that it had at last, and how many days. */
  missed: (Name & { days: number })[];
  /** Past their date and still open. */
  open: (Name & { days: number })[];
  dropped: (Name & { why: string | null })[];
  /** All that is planned is done. */
  over: boolean;
};

/** Looks back on a project from a day, YYYY-MM-DD in its zone. */
export function retrospectiveOf(past: Past, today: string): Retrospective {
  const byId = new Map(past.milestones.map(({ id, number, name }) => [id, { number, name }]));
  const plan = planned(past);
  return {
    kept: plan.map((one) => keptOf(one, past)).sort(byPlanned),
    moves: past.events.flatMap((event) => moveOf(event, byId) ?? []),
    decisions: past.decisions,
    missed: plan.flatMap((one) => {
      const day = one.status === 'done' && one.doneAt !== null ? doneOn(one, past.project.zone) : null;
      return behind(one, day);
    }),
    open: plan.flatMap((one) => (one.status === 'done' ? [] : behind(one, today))),
    dropped: past.milestones
      .filter(({ droppedAt }) => droppedAt !== null)
      .map(({ number, name, dropReason }) => ({ number, name, why: dropReason })),
    over: plan.length > 0 && plan.every(({ status }) => status === 'done'),
  };
}

type Planned = Past['milestones'][number];

function behind({ number, name, dueDate }: Planned, day: string | null): (Name & { days: number })[] {
  const days = day !== null && dueDate !== null ? calendarDays(dueDate, day) : 0;
  return days > 0 ? [{ number, name, days }] : [];
}

function keptOf(one: Planned, past: Past): Kept {
  const first = firstDate(
    past.events.flatMap((event) =>
      event.milestoneId === one.id ? [dueDatesOf(event)] : shiftsOf(event, one.number),
    ),
    one.dueDate,
  );
  const actual = one.status === 'done' && one.doneAt !== null ? dayOf(past, one.doneAt) : null;
  const late = first !== null && actual !== null ? calendarDays(first, actual) : null;
  return { number: one.number, name: one.name, planned: first, actual, late };
}

type Dates = { was: string | null; is: string | null };

/** The first that the history knows; what was there before it began to know is in the first change. */
const firstDate = (dates: readonly Dates[], now: string | null): string | null =>
  dates.map(({ was, is }) => was ?? is).find((date) => date !== null) ?? now;

/** What a record moved; any event of a milestone may move its date. */
function moveOf(event: Passed, byId: Map<string, Name>): Move | undefined {
  if (!isForLookback(event)) return dateMove(event, byId);
  switch (event.type) {
    case 'shifted':
      return shiftOf(event);
    // a first date moves nothing
    case 'created':
      return undefined;
    case 'done':
    case 'approved':
    case 'reopened':
    case 'item_added':
    case 'item_checked':
    case 'item_unchecked':
      return dateMove(event, byId);
    default:
      return event satisfies never;
  }
}

function dateMove(event: Passed, byId: Map<string, Name>): Move | undefined {
  const { milestoneId, by, note } = event;
  const of = milestoneId === null ? undefined : byId.get(milestoneId);
  const { was, is } = dueDatesOf(event);
  if (!of || !was || was === is) return undefined;
  return { of, was, is, shift: null, by, why: note };
}

type Shifted = Extract<Passed, { type: 'shifted' }>;

function shiftOf({ before, after, by, note }: Shifted): Move {
  const milestones = movedWith(after).filter(({ due }) => due).length;
  const shift = { days: after.days ?? 0, milestones };
  const why = note ?? after.because ?? null;
  return { of: null, was: before.target ?? null, is: after.target ?? null, shift, by, why };
}

/** What a shift of the plan did to one milestone, as if it had been moved by itself. */
const shiftsOf = (event: Passed, number: number): Dates[] =>
  event.type === 'shifted'
    ? movedWith(event.after).flatMap(({ number: of, due }) => (of === number && due ? [due] : []))
    : [];

const movedWith = ({ milestones }: Shifted['after']) => milestones ?? [];

const byPlanned = (a: Kept, b: Kept) =>
  (a.planned ?? '9999').localeCompare(b.planned ?? '9999') || a.number - b.number;
