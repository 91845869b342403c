import { dueDatesOf, isForLookback } from '../events.ts';
import { type LookbackEvent, type LookbackFacts, plannedMilestones, projectDay } from '../plan/past.ts';
import { doneOn } from '../plan/timeline.ts';
import { calendarDays } from '../time/dates.ts';

/** A milestone, as people name it. */
export type MilestoneName = { number: number; name: string };

/** What was planned first, and what came of it. Days are YYYY-MM-DD in the project's zone. */
export type DateOutcome = MilestoneName & {
  /** The first date that it had; null: it never had one. */
  planned: string | null;
  /** Null while it is not done. */
  actual: string | null;
  /** Days after the first date; negative before it, null where one of the two is missing. */
  late: number | null;
};

/** A date that was moved. */
export type DateMove = {
  /** Null: the whole plan was shifted. */
  of: MilestoneName | null;
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
  dates: DateOutcome[];
  /** The oldest first. */
  moves: DateMove[];
  decisions: LookbackFacts['decisions'];
  /** Done after the date that it had at last, and how many days. */
  missed: (MilestoneName & { days: number })[];
  /** Past their date and still open. */
  open: (MilestoneName & { days: number })[];
  dropped: (MilestoneName & { why: string | null })[];
  /** All that is planned is done. */
  isFinished: boolean;
};

/** Looks back on a project from a day, YYYY-MM-DD in its zone. */
export function retrospectiveOf(past: LookbackFacts, today: string): Retrospective {
  const byId = new Map(past.milestones.map(({ id, number, name }) => [id, { number, name }]));
  const plan = plannedMilestones(past);
  return {
    dates: plan.map((one) => keptOf(one, past)).sort(byPlanned),
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
    isFinished: plan.length > 0 && plan.every(({ status }) => status === 'done'),
  };
}

type Planned = LookbackFacts['milestones'][number];

function behind(
  { number, name, dueDate }: Planned,
  day: string | null,
): (MilestoneName & { days: number })[] {
  const days = day !== null && dueDate !== null ? calendarDays(dueDate, day) : 0;
  return days > 0 ? [{ number, name, days }] : [];
}

function keptOf(one: Planned, past: LookbackFacts): DateOutcome {
  const first = firstDate(
    past.events.flatMap((event) =>
      event.milestoneId === one.id ? [dueDatesOf(event)] : shiftsOf(event, one.number),
    ),
    one.dueDate,
  );
  const actual = one.status === 'done' && one.doneAt !== null ? projectDay(past, one.doneAt) : null;
  const late = first !== null && actual !== null ? calendarDays(first, actual) : null;
  return { number: one.number, name: one.name, planned: first, actual, late };
}

type Dates = { was: string | null; is: string | null };

/** The first that the history knows; what was there before it began to know is in the first change. */
const firstDate = (dates: readonly Dates[], now: string | null): string | null =>
  dates.map(({ was, is }) => was ?? is).find((date) => date !== null) ?? now;

/** What a record moved; any event of a milestone may move its date. */
function moveOf(event: LookbackEvent, byId: Map<string, MilestoneName>): DateMove | undefined {
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

function dateMove(event: LookbackEvent, byId: Map<string, MilestoneName>): DateMove | undefined {
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

/** What a shift of the plan did to one milestone, as if it had been moved by itself. */
const shiftsOf = (event: LookbackEvent, number: number): Dates[] =>
  event.type === 'shifted'
    ? movedWith(event.after).flatMap(({ number: of, due }) => (of === number && due ? [due] : []))
    : [];

const movedWith = ({ milestones }: Shifted['after']) => milestones ?? [];

const byPlanned = (a: DateOutcome, b: DateOutcome) =>
  (a.planned ?? '9999').localeCompare(b.planned ?? '9999') || a.number - b.number;
