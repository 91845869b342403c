import type { Change, Entities } from '../change.ts';
import type { Risk } from '../health/risk.ts';
import type { Contingency } from '../launch/contingency.ts';
import type { DecisionPoint } from '../launch/decision-point.ts';
import type { Metric } from '../launch/metric.ts';
import type { RemovedNumbers } from '../numbering.ts';
import type { Dependency } from '../plan/dependencies.ts';
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
  links: Dependency[];
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

/** The time, person and readers that an import uses. */
export type ImportContext = {
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

/** The difference in one kind of row. `gone` is missing in the document and dropped only on request. */
export type Part = {
  what:
    | 'milestone'
    | 'item'
    | 'dependency'
    | 'decision'
    | 'metric'
    | 'risk'
    | 'contingency'
    | 'cadence'
    | 'date';
  changes: Change[];
  added: number;
  /** The names of new milestones. */
  names: string[];
  changed: string[];
  gone: { name: string; drop: Change[] }[];
  /** Writes for the case that missing rows are kept. */
  kept: Change[];
  remarks: string[];
};

/** Returns a part without differences. */
export const emptyPart = (what: Part['what']): Part => ({
  what,
  changes: [],
  added: 0,
  names: [],
  changed: [],
  gone: [],
  kept: [],
  remarks: [],
});

/** Returns the id of the person with this full name or unique first name. */
export function personNamed(plan: Pick<LivingPlan, 'people'>, name: string | null): string | undefined {
  if (name === null) return undefined;
  const wanted = fold(name);
  const whole = plan.people.filter((one) => fold(one.name) === wanted);
  const [only, ...others] =
    whole.length > 0 ? whole : plan.people.filter((one) => fold(one.name).startsWith(`${wanted} `));
  return others.length === 0 ? only?.id : undefined;
}

/** The day, where it is before today: reminders treat it as already sent. */
export const pastDay = (day: string | null, { today }: ImportContext): string | null =>
  day !== null && day < today ? day : null;

/** Pairs rows with entries of a document by one text, ignoring case; each is used once. */
export function pairRows<
  K extends string,
  Row extends Readonly<Record<K, string>>,
  Entry extends Readonly<Record<K, string>>,
>(
  rows: readonly Row[],
  entries: readonly Entry[],
  by: K,
): { pairs: [Row, Entry][]; fresh: Entry[]; gone: Row[] } {
  const key = (text: string) => text.toLowerCase().trim();
  const left = Map.groupBy(rows, (row) => key(row[by]));
  const [pairs, fresh]: [[Row, Entry][], Entry[]] = [[], []];
  for (const one of entries) {
    const row = left.get(key(one[by]))?.shift();
    if (row === undefined) fresh.push(one);
    else pairs.push([row, one]);
  }
  return { pairs, fresh, gone: [...left.values()].flat() };
}

/** The rules by which rows of one kind are compared with a document. */
type Comparison<E extends keyof Entities & Part['what'], K extends string, Entry> = {
  rows: readonly (Entities[E] & Readonly<Record<K, string>>)[];
  entries: readonly Entry[];
  /** The property with the text by which a row and an entry are paired. */
  by: K;
  /** Closed rows are neither changed nor removed. */
  isClosed?: (row: Entities[E]) => boolean;
  /** Makes the row of a new entry. */
  add: (entry: Entry, key: { id: string; projectId: string; number: number }) => Entities[E];
  /** The fields to set; undefined where nothing differs. */
  set: (row: Entities[E], entry: Entry) => Partial<Entities[E]> | undefined;
  name: (row: Entities[E]) => string;
  /** Names the changed fields for people. */
  changed: (row: Entities[E], set: Partial<Entities[E]>) => string;
  /** The fields that take a row out of the plan; absent: the row is deleted. */
  off?: Partial<Entities[E]>;
};

/** Compares the rows of one kind with the entries of a document. */
export function partOf<
  E extends keyof Entities & Part['what'],
  K extends string,
  Entry extends Readonly<Record<K, string>>,
>(
  what: E,
  { project }: LivingPlan,
  { newId }: ImportContext,
  first: number,
  of: Comparison<E, K, Entry>,
): Part {
  const { isClosed = () => false, off } = of;
  const { pairs, fresh, gone } = pairRows(of.rows, of.entries, of.by);
  const altered = pairs.flatMap(([row, entry]) => {
    const set = isClosed(row) ? undefined : of.set(row, entry);
    return set ? [{ row, set }] : [];
  });
  const added = fresh.map((entry, index) =>
    of.add(entry, { id: newId(), projectId: project.id, number: first + index }),
  );
  const remove = (id: string) => (off ? { alter: what, id, set: off } : { remove: what, id }) as Change;
  return {
    ...emptyPart(what),
    changes: [
      ...addMany(what, added),
      ...altered.map(({ row, set }) => ({ alter: what, id: row.id, set }) as unknown as Change),
    ],
    added: fresh.length,
    changed: altered.map(({ row, set }) => `${of.name(row)}: ${of.changed(row, set)}`),
    gone: gone.filter((row) => !isClosed(row)).map((row) => ({ name: of.name(row), drop: [remove(row.id)] })),
  };
}

/** Returns the write that adds rows of one kind; empty without rows. */
export const addMany = <E extends keyof Entities>(of: E, rows: Entities[E][]): Change[] =>
  rows.length === 0 ? [] : [{ addMany: of, rows } as unknown as Change];

/** Returns the write that alters the same fields of rows; empty without rows. */
export const alterMany = <E extends keyof Entities>(
  of: E,
  rows: (Partial<Entities[E]> & { id: string })[],
): Change[] => (rows.length === 0 ? [] : [{ alterMany: of, rows } as unknown as Change]);

/** Returns the wanted fields that differ from the row; undefined if none does. */
export function changedFields<T extends object>(row: T, wanted: Partial<T>): Partial<T> | undefined {
  const fields = (Object.keys(wanted) as (keyof T)[]).filter(
    (field) => JSON.stringify(wanted[field]) !== JSON.stringify(row[field]),
  );
  return fields.length === 0
    ? undefined
    : (Object.fromEntries(fields.map((field) => [field, wanted[field]])) as Partial<T>);
}
