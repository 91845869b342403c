import type { Change, Entities } from '../change.ts';
import type { Risk } from '../health/risk.ts';
import type { Contingency } from '../launch/contingency.ts';
import type { DecisionPoint } from '../launch/decision-point.ts';
import type { Metric } from '../launch/metric.ts';
import type { RemovedNumbers } from '../numbering.ts';
import type { Item, Milestone } from '../plan/milestone.ts';
import type { Project } from '../project/project.ts';
import type { ProjectCadence } from '../rhythm/project-cadence.ts';
import { fold } from '../text/fold.ts';
import type { Cadence } from '../time/schedule.ts';

/** Everything of a project that a document can describe. */
export type LivingPlan = {
  project: Project;
  /** By number, including dropped ones. */
  milestones: Milestone[];
  /** By number. */
  items: Item[];
  metrics: Metric[];
  risks: Risk[];
  cadences: ProjectCadence[];
  decisions: DecisionPoint[];
  contingencies: Contingency[];
  /** The people who can be an owner. */
  people: { id: string; name: string }[];
  /** The ids of milestones whose review is open. */
  inReview: string[];
  nextBlocker: number;
  /** Numbers that are never given again. */
  spent: RemovedNumbers;
};

/** The moment, the person and the readers that new rows are made with. */
export type Making = {
  now: string;
  today: string;
  newId: () => string;
  personId: string;
  /** Whether the person who imports may mark milestones as done. */
  decides: boolean;
  /** Reads the day that a criterion names, relative to the day of its decision (LCH-4). */
  readDay: (text: string, day: string) => string | undefined;
  /** Reads "Fridays at 16:00" (LCH-8). */
  readRule: (rule: string) => { every: Cadence | null; on: string | null; at: string };
};

/** How one kind of thing differs. `gone` is not in the document and is dropped only on request. */
export type Part = {
  what: 'milestone' | 'item' | 'decision' | 'metric' | 'risk' | 'contingency' | 'cadence' | 'date';
  changes: Change[];
  added: number;
  /** The names of new milestones. */
  names: string[];
  changed: string[];
  gone: { name: string; drop: Change[] }[];
  /** The writes for the case that what is gone stays. */
  kept: Change[];
  remarks: string[];
};

/** A part of one kind without a difference. */
export const noPart = (what: Part['what']): Part => ({
  what,
  changes: [],
  added: 0,
  names: [],
  changed: [],
  gone: [],
  kept: [],
  remarks: [],
});

/** The id of the person with this name, or of the only one whose first name it is. */
export function personNamed(plan: Pick<LivingPlan, 'people'>, name: string | null): string | undefined {
  if (name === null) return undefined;
  const wanted = fold(name);
  const whole = plan.people.filter((one) => fold(one.name) === wanted);
  const [only, ...others] =
    whole.length > 0 ? whole : plan.people.filter((one) => fold(one.name).startsWith(`${wanted} `));
  return others.length === 0 ? only?.id : undefined;
}

/** The day, where it is before today: reminders treat it as already sent. */
export const pastDay = (day: string | null, { today }: Making): string | null =>
  day !== null && day < today ? day : null;

/** Pairs rows with what a document says, by one text and ignoring case; each row and each saying once. */
export function paired<
  K extends string,
  Row extends Readonly<Record<K, string>>,
  Said extends Readonly<Record<K, string>>,
>(rows: readonly Row[], said: readonly Said[], by: K): { pairs: [Row, Said][]; fresh: Said[]; gone: Row[] } {
  const key = (text: string) => text.toLowerCase().trim();
  const left = Map.groupBy(rows, (row) => key(row[by]));
  const [pairs, fresh]: [[Row, Said][], Said[]] = [[], []];
  for (const one of said) {
    const row = left.get(key(one[by]))?.shift();
    if (row === undefined) fresh.push(one);
    else pairs.push([row, one]);
  }
  return { pairs, fresh, gone: [...left.values()].flat() };
}

/** The rules by which rows of one kind are compared with a document. */
type Comparison<E extends keyof Entities & Part['what'], K extends string, Said> = {
  rows: readonly (Entities[E] & Readonly<Record<K, string>>)[];
  said: readonly Said[];
  /** The text by which a row and a part of the document are paired. */
  by: K;
  /** Closed rows are neither changed nor removed. */
  isClosed?: (row: Entities[E]) => boolean;
  add: (said: Said, index: number) => Entities[E];
  /** The fields to set; undefined where nothing differs. */
  set: (row: Entities[E], said: Said) => Partial<Entities[E]> | undefined;
  name: (row: Entities[E]) => string;
  /** Names the changed fields for people. */
  changed: (row: Entities[E], set: Partial<Entities[E]>) => string;
  /** The fields that take a row out of the plan; absent: the row is deleted. */
  off?: Partial<Entities[E]>;
};

/** Compares the rows of one kind with what a document says of them. */
export function partOf<
  E extends keyof Entities & Part['what'],
  K extends string,
  Said extends Readonly<Record<K, string>>,
>(what: E, of: Comparison<E, K, Said>): Part {
  const { isClosed = () => false, off } = of;
  const { pairs, fresh, gone } = paired(of.rows, of.said, of.by);
  const altered = pairs.flatMap(([row, said]) => {
    const set = isClosed(row) ? undefined : of.set(row, said);
    return set ? [{ row, set }] : [];
  });
  const remove = (id: string) => (off ? { alter: what, id, set: off } : { remove: what, id }) as Change;
  return {
    ...noPart(what),
    changes: [
      ...addMany(what, fresh.map(of.add)),
      ...altered.map(({ row, set }) => ({ alter: what, id: row.id, set }) as unknown as Change),
    ],
    added: fresh.length,
    changed: altered.map(({ row, set }) => `${of.name(row)}: ${of.changed(row, set)}`),
    gone: gone.filter((row) => !isClosed(row)).map((row) => ({ name: of.name(row), drop: [remove(row.id)] })),
  };
}

/** The write that adds rows of one kind; nothing for no rows. */
export const addMany = <E extends keyof Entities>(of: E, rows: Entities[E][]): Change[] =>
  rows.length === 0 ? [] : [{ addMany: of, rows } as unknown as Change];

/** The write that alters rows of one kind, all in the same fields; nothing for no rows. */
export const alterMany = <E extends keyof Entities>(
  of: E,
  rows: (Partial<Entities[E]> & { id: string })[],
): Change[] => (rows.length === 0 ? [] : [{ alterMany: of, rows } as unknown as Change]);

/** The wanted fields that differ from those of a row; undefined where none does. */
export function changedFields<T extends object>(row: T, wanted: Partial<T>): Partial<T> | undefined {
  const fields = (Object.keys(wanted) as (keyof T)[]).filter(
    (field) => JSON.stringify(wanted[field]) !== JSON.stringify(row[field]),
  );
  return fields.length === 0
    ? undefined
    : (Object.fromEntries(fields.map((field) => [field, wanted[field]])) as Partial<T>);
}
