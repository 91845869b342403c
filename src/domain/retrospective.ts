import { calendarDays } from './dates.ts';
import { dayOf, type Passed, type Past, planned } from './past.ts';
import { doneOn } from './timeline.ts';

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

/** A date that was moved. `of` is null for the go-live. */
export type Move = { of: Name | null; was: string | null; is: string | null; by: string; why: string | null };

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
    past.events.filter(({ milestoneId }) => milestoneId === one.id),
    one.dueDate,
  );
  const actual = one.status === 'done' && one.doneAt !== null ? dayOf(past, one.doneAt) : null;
  const late = first !== null && actual !== null ? calendarDays(first, actual) : null;
  return { number: one.number, name: one.name, planned: first, actual, late };
}

/** The first that the history knows; what was there before it began to know is in the first change. */
function firstDate(events: readonly Passed[], now: string | null): string | null {
  for (const { before, after } of events) {
    const known = [before?.dueDate, after?.dueDate].find((date) => typeof date === 'string');
    if (typeof known === 'string') return known;
  }
  return now;
}

function moveOf(event: Passed, byId: Map<string, Name>): Move | undefined {
  const { type, milestoneId, before, after, by, note: why } = event;
  if (type === 'created' || !before || !after) return undefined;
  const field = milestoneId === null ? 'target' : 'dueDate';
  const [was, is] = [dateIn(before[field]), dateIn(after[field])];
  // a first date moves nothing
  if (!was || was === is) return undefined;
  return { of: (milestoneId && byId.get(milestoneId)) || null, was, is, by, why };
}

const dateIn = (value: unknown): string | null =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : null;

const byPlanned = (a: Kept, b: Kept) =>
  (a.planned ?? '9999').localeCompare(b.planned ?? '9999') || a.number - b.number;
