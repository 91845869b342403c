import type { HealthFacts } from '../facts.ts';
import { splitByShares, sumOf } from '../money/money.ts';
import { calendarDays, todayIn } from '../time/dates.ts';

/** Used and total, in days or in minor units of a currency. */
export type Usage = { used: number; total: number };

/** Time and budget used, and the remaining risk (HLT-5). Null: not known. */
export type Burn = {
  /** Calendar days from the start to go-live; `used` exceeds `total` once that has passed. */
  time: Usage | null;
  /** The amounts of the finished milestones, of the price. */
  budget: (Usage & { currency: string }) | null;
  /** Percent. */
  riskLeft: number | null;
};

/** Returns the burn of a project (HLT-5) on a day, YYYY-MM-DD in its zone. */
export const burnOf = (facts: HealthFacts, today: string): Burn => ({
  time: timeOf(facts, today),
  budget: budgetOf(facts),
  riskLeft: riskLeft(facts.milestones),
});

/** Counts from the first start date, else from the day the project was created. */
function timeOf({ project, milestones, began }: HealthFacts, today: string): Usage | null {
  if (!project.target) return null;
  const [first] = milestones.flatMap(({ startDate }) => startDate ?? []).toSorted();
  const start = first ?? todayIn(began, project.zone);
  const total = calendarDays(start, project.target);
  return total > 0 ? { used: Math.max(0, calendarDays(start, today)), total } : null;
}

function budgetOf({ project, milestones }: HealthFacts): Burn['budget'] {
  const { price, currency, policies } = project;
  if (price === null || !currency || !policies.moneyOn) return null;
  const shared = milestones.filter(({ parentId, share }) => parentId === null && share !== null);
  const parts = splitByShares(
    price,
    shared.map(({ share }) => share ?? 0),
  );
  const extras = milestones.filter(({ extra }) => extra !== 0);
  const added = (of: typeof extras) => of.reduce((sum, { extra }) => sum + extra, 0);
  const used = sumOf(parts.filter((_, at) => shared[at]?.status === 'done'));
  const isDone = extras.filter(({ status }) => status === 'done');
  return { used: used + added(isDone), total: price + added(extras), currency };
}

/** Returns 100, then the `riskAfter` of the milestone that was finished last; null if no milestone has one. */
export function riskLeft(
  milestones: readonly Pick<
    HealthFacts['milestones'][number],
    'number' | 'status' | 'riskAfter' | 'doneAt'
  >[],
): number | null {
  const rated = milestones.filter(({ riskAfter }) => riskAfter !== null);
  if (rated.length === 0) return null;
  const last = rated
    .filter(({ status }) => status === 'done')
    .toSorted((a, b) => Date.parse(a.doneAt ?? '') - Date.parse(b.doneAt ?? '') || a.number - b.number)
    .at(-1);
  return last?.riskAfter ?? 100;
}
