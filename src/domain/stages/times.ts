import { calendarDays } from '../time/dates.ts';
import type { localDays } from '../time/local-days.ts';
import { type Step, spellsOf } from './achievement.ts';
import { type StageKey, stageKeys } from './stage.ts';

/** A company's path: its decisions, oldest first, the start of its history, and the zone of its days. */
export type Path = { steps: readonly Step[]; began: string; zone: string };

/** The time that a stage has taken (STG-3). Days are YYYY-MM-DD in the company's zone. */
export type StageTime = {
  stage: StageKey;
  /** When it first was the current stage; null: it never was. */
  started: string | null;
  /** When it was achieved, if it is achieved now. */
  achieved: string | null;
  /** The calendar days in which it was the current stage, today included for the current one; null: it never was. */
  days: number | null;
  isCurrent: boolean;
};

/** Returns the time of each stage on a day, in order. */
export function stageTimes(path: Path, today: string, dayOf: ReturnType<typeof localDays>): StageTime[] {
  const day = (at: string) => dayOf(at, path.zone);
  const spells = spellsOf(path.steps, path.began);
  return stageKeys.map((stage) => {
    const own = spells.filter((spell) => spell.stage === stage);
    const [first] = own;
    const last = path.steps.findLast((step) => step.stage === stage);
    const days = own.map(({ from, to }) =>
      Math.max(0, calendarDays(day(from), to === null ? today : day(to))),
    );
    return {
      stage,
      started: first ? day(first.from) : null,
      achieved: last?.achieved ? day(last.at) : null,
      days: first ? days.reduce((sum, one) => sum + one, 0) : null,
      isCurrent: own.some(({ to }) => to === null),
    };
  });
}

/** Returns the median with one decimal; null without values. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 1 ? half : half - 1] ?? 0, sorted[half] ?? 0];
  return Math.round((10 * (low + high)) / 2) / 10;
}

/** Returns the days that companies took for a stage which they have achieved. */
export const takenDays = (companies: readonly (readonly StageTime[])[], stage: StageKey): number[] =>
  companies.flatMap((times) =>
    times.flatMap((one) =>
      one.stage === stage && one.achieved !== null && one.days !== null ? [one.days] : [],
    ),
  );
