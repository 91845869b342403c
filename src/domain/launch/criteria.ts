import type { Blocker } from '../health/blocker.ts';
import type { Item, Milestone, Priority } from '../plan/milestone.ts';
import { percentWords } from '../text/wording.ts';
import type { Comparator, TargetStatus } from './target.ts';

/** A part of a plan: priorities (none means all) and due dates. */
export type Scope = {
  priorities: Priority[];
  day: { is: 'before' | 'by'; date: string } | null;
};

/**
 * A condition of a decision or a contingency (LCH-4, LCH-5). Items have no priority: "p0 items" are the
 * milestones of that priority with all milestones and checklist items below them, each counted once; "p0
 * milestones" are those milestones alone.
 */
export type Criterion =
  /** "at least 80% of p0 items done". */
  | {
      is: 'share';
      compare: Comparator;
      percent: number;
      of: 'items' | 'milestones';
      scope: Scope;
      state: 'done' | 'incomplete';
    }
  /** "fewer than 3 open p1 items", "no open p0 blockers". */
  | { is: 'count'; compare: Comparator; count: number; of: 'items' | 'milestones' | 'blockers'; scope: Scope }
  /** By number or name. */
  | { is: 'milestone'; milestone: number | string }
  | { is: 'metric'; name: string }
  /** A person decides whether it is met. */
  | { is: 'manual'; text: string };

/** What criteria are judged by: the plan without dropped milestones, open blockers, metrics. */
export type PlanState = {
  milestones: (Pick<
    Milestone,
    'id' | 'parentId' | 'number' | 'name' | 'outcome' | 'status' | 'priority' | 'dueDate'
  > & {
    items: Pick<Item, 'done'>[];
  })[];
  /** Open blockers. */
  blockers: Pick<Blocker, 'milestoneId'>[];
  metrics: { name: string; value: string | null; target: string | null; standing: TargetStatus }[];
};

/** Whether a criterion is met (null: unknown), and the figure for it. */
export type Judgement = { met: boolean | null; figure: string };

/** Judges a criterion. `said` is a person's answer for a manual one. */
export function judge(criterion: Criterion, plan: PlanState, said: boolean | null = null): Judgement {
  switch (criterion.is) {
    case 'share':
      return judgeShare(criterion, plan);
    case 'count':
      return judgeCount(criterion, plan);
    case 'milestone':
      return judgeMilestone(criterion.milestone, plan);
    case 'metric':
      return judgeMetric(criterion.name, plan);
    case 'manual':
      return { met: said, figure: said === null ? 'nobody has checked it yet' : '' };
    default:
      return criterion satisfies never;
  }
}

function judgeShare(
  { compare, percent, of, scope, state }: Criterion & { is: 'share' },
  plan: PlanState,
): Judgement {
  const { total, done } = countOf(of, scope, plan);
  if (total === 0) return { met: null, figure: 'the plan has no such items' };
  const count = state === 'done' ? done : total - done;
  const share = Math.floor((count * 100) / total);
  return {
    met: holds(compare, count * 100, percent * total),
    figure: `${count} of ${total}, ${percentWords(share)}`,
  };
}

function judgeCount({ compare, count, of, scope }: Criterion & { is: 'count' }, plan: PlanState): Judgement {
  const open = of === 'blockers' ? blockersIn(scope, plan) : openCount(countOf(of, scope, plan));
  return { met: holds(compare, open, count), figure: `${open} open` };
}

const openCount = ({ total, done }: { total: number; done: number }) => total - done;

function judgeMilestone(wanted: number | string, { milestones }: PlanState): Judgement {
  const found = milestones.filter(({ number, name }) =>
    typeof wanted === 'number' ? number === wanted : name.toLowerCase() === wanted.toLowerCase(),
  );
  const [only, ...others] = found;
  if (!only) return { met: null, figure: 'there is no such milestone' };
  if (others.length > 0) return { met: null, figure: `${found.length} milestones have that name` };
  return { met: only.status === 'done', figure: only.status.replace('_', ' ') };
}

function judgeMetric(name: string, { metrics }: PlanState): Judgement {
  const found = metrics.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  const [only, ...others] = found;
  if (!only) return { met: null, figure: 'there is no such metric' };
  if (others.length > 0) return { met: null, figure: `${found.length} metrics have that name` };
  const { value, target, standing } = only;
  if (standing.is === 'unknown') return { met: null, figure: standing.why };
  return { met: standing.is === 'met', figure: `${value}, target ${target}` };
}

function holds(compare: Comparator, has: number, wanted: number): boolean {
  switch (compare) {
    case '>=':
      return has >= wanted;
    case '>':
      return has > wanted;
    case '<=':
      return has <= wanted;
    case '<':
      return has < wanted;
    case '=':
      return has === wanted;
    default:
      return compare satisfies never;
  }
}

type Step = PlanState['milestones'][number];

/** Counts items or milestones and the done ones. What is below a finished milestone counts as done. */
function countOf(of: 'items' | 'milestones', scope: Scope, plan: PlanState): { total: number; done: number } {
  const wanted = plan.milestones.filter((milestone) => isIn(scope, milestone));
  const finished = withBelow(
    plan,
    plan.milestones.filter(({ status }) => status === 'done'),
  );
  const isDone = ({ id }: Step) => finished.has(id);
  if (of === 'milestones') return { total: wanted.length, done: wanted.filter(isDone).length };
  const within = withBelow(plan, wanted);
  let [total, done] = [0, 0];
  for (const step of plan.milestones) {
    if (!within.has(step.id)) continue;
    total += 1 + step.items.length;
    done += isDone(step) ? 1 + step.items.length : step.items.filter((item) => item.done).length;
  }
  return { total, done };
}

/** A blocker of the whole project is in every scope. */
function blockersIn(scope: Scope, plan: PlanState): number {
  if (scope.priorities.length === 0 && !scope.day) return plan.blockers.length;
  const within = withBelow(
    plan,
    plan.milestones.filter((milestone) => isIn(scope, milestone)),
  );
  return plan.blockers.filter(({ milestoneId }) => milestoneId === null || within.has(milestoneId)).length;
}

function isIn({ priorities, day }: Scope, { priority, dueDate }: Step): boolean {
  if (priorities.length > 0 && !priorities.includes(priority)) return false;
  if (!day) return true;
  return dueDate !== null && (day.is === 'by' ? dueDate <= day.date : dueDate < day.date);
}

/** Returns the ids of milestones and all their descendants. */
function withBelow({ milestones }: PlanState, roots: readonly Step[]): Set<string> {
  const below = Map.groupBy(milestones, ({ parentId }) => parentId);
  const found = new Set<string>();
  const left = [...roots];
  for (let step = left.pop(); step; step = left.pop()) {
    if (found.has(step.id)) continue;
    found.add(step.id);
    left.push(...(below.get(step.id) ?? []));
  }
  return found;
}

/** Formats a scope: "p0 items", "p0 and p1 milestones before 2026-02-12". */
export function scopeWords(
  { priorities, day }: Scope,
  of: string,
  formatDay: (date: string) => string = (date) => date,
): string {
  const [last, ...first] = priorities.toReversed();
  const which = first.length > 0 ? `${first.toReversed().join(', ')} and ${last} ` : last ? `${last} ` : '';
  return `${which}${of}${day ? ` ${day.is} ${formatDay(day.date)}` : ''}`;
}
