import type { Change } from '../change.ts';
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

/** Everything of a project that a document can speak of. */
export type LivingPlan = {
  project: Project;
  /** Dropped ones too, by number. */
  milestones: Milestone[];
  /** By number. */
  items: Item[];
  metrics: Metric[];
  risks: Risk[];
  cadences: ProjectCadence[];
  decisions: DecisionPoint[];
  contingencies: Contingency[];
  /** Those who can be named as an owner. */
  people: { id: string; name: string }[];
  /** The ids of milestones whose review is open. */
  inReview: string[];
  nextBlocker: number;
  /** Numbers of what was removed. */
  spent: RemovedNumbers;
};

/** What pure code is handed to make rows. */
export type Making = {
  now: string;
  today: string;
  newId: () => string;
  personId: string;
  /** Whoever imports may mark milestones as done. */
  decides: boolean;
  /** Reads the day that a criterion names, seen from the day of its decision (LCH-4). */
  readDay: (text: string, day: string) => string | undefined;
  /** Reads "Fridays at 16:00" (LCH-8). */
  readRule: (rule: string) => { every: Cadence | null; on: string | null; at: string };
};

/** How one kind of thing differs. `gone` is not in the document; it stays unless asked to go. */
export type Part = {
  what: 'milestone' | 'item' | 'decision' | 'metric' | 'risk' | 'contingency' | 'cadence' | 'date';
  changes: Change[];
  added: number;
  /** The names of new milestones. */
  names: string[];
  changed: string[];
  gone: { name: string; drop: Change[] }[];
  /** What is written where they stay. */
  kept: Change[];
  remarks: string[];
};

/** Nothing of a kind differs. */
export const noPart = (what: Part['what']): Part => ({
  what,
  ...{ changes: [], added: 0, names: [], changed: [], gone: [], kept: [], remarks: [] },
});

/** The person that a name means: the whole name, or the only one that begins with it. */
export function personNamed(plan: Pick<LivingPlan, 'people'>, name: string | null): string | undefined {
  if (name === null) return undefined;
  const wanted = fold(name);
  const whole = plan.people.filter((one) => fold(one.name) === wanted);
  const [only, ...others] =
    whole.length > 0 ? whole : plan.people.filter((one) => fold(one.name).startsWith(`${wanted} `));
  return others.length === 0 ? only?.id : undefined;
}

/** The rows that are not in the document, each once; `pairs` are the ones that are. */
export function paired<Row, Said>(
  rows: readonly Row[],
  said: readonly Said[],
  keyOfRow: (row: Row) => string,
  keyOfSaid: (one: Said) => string,
): { pairs: [Row, Said][]; fresh: Said[]; gone: Row[] } {
  const left = Map.groupBy(rows, keyOfRow);
  const [pairs, fresh]: [[Row, Said][], Said[]] = [[], []];
  for (const one of said) {
    const row = left.get(keyOfSaid(one))?.shift();
    if (row === undefined) fresh.push(one);
    else pairs.push([row, one]);
  }
  return { pairs, fresh, gone: [...left.values()].flat() };
}

/** The fields that differ from those of a row; undefined where none does. */
export function changedFields<T extends object>(row: T, wanted: Partial<T>): Partial<T> | undefined {
  const fields = (Object.keys(wanted) as (keyof T)[]).filter(
    (field) => JSON.stringify(wanted[field]) !== JSON.stringify(row[field]),
  );
  return fields.length === 0
    ? undefined
    : (Object.fromEntries(fields.map((field) => [field, wanted[field]])) as Partial<T>);
}
