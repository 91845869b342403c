import type { HealthFacts } from '../facts.ts';
import { splitByShares, sumOf } from '../money/money.ts';
import { calendarDays, todayIn } from '../time/dates.ts';

/** How much of something is used: in days, or in minor units of a currency. */
export type Usage = { used: number; total: number };

/** What is used up, and what is left to fear (HLT-5). Null: there is nothing to count it by. */
export type Burn = {
  /** Calendar days since the work began, of those until go-live; more than there are once that has passed. */
  time: Usage | null;
  /** What the finished milestones are worth, of the price. */
  budget: (Usage & { currency: string }) | null;
  /** Per cent. */
  riskLeft: number | null;
};

/** HLT-5 on a day, YYYY-MM-DD in the project's zone. */
export const burnOf = (facts: HealthFacts, today: string): Burn => ({
  time: timeOf(facts, today),
  budget: budgetOf(facts),
  riskLeft: riskLeft(facts.milestones),
});

/** From the first start date, else from the day on which the project was made. */
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
  const used = sumOf(parts.filter((_, at) => shared[at]?.status === 'done'));
  return { used, total: price, currency };
}

/** Starts at 100 and falls to what was said of the milestone that was finished last. */
export function riskLeft(
  milestones: readonly Pick<
    HealthFacts['milestones'][number],
    'number' | 'status' | 'riskAfter' | 'doneAt'
  >[],
): number | null {
  const said = milestones.filter(({ riskAfter }) => riskAfter !== null);
  if (said.length === 0) return null;
  const last = said
    .filter(({ status }) => status === 'done')
    .toSorted((a, b) => Date.parse(a.doneAt ?? '') - Date.parse(b.doneAt ?? '') || a.number - b.number)
    .at(-1);
  return last?.riskAfter ?? 100;
}
