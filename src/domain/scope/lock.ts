import type { Change } from '../change.ts';
import { type Item, type Milestone, named } from '../plan/milestone.ts';
import type { Policies } from '../project/policies.ts';
import type { Project } from '../project/project.ts';
import { workingDays } from '../time/dates.ts';
import { joinedWork, type LockBreach } from './breach.ts';
import { isLockedKind } from './snapshot.ts';

/** A milestone as the lock sees it. */
export type LockableMilestone = Pick<
  Milestone,
  | 'id'
  | 'parentId'
  | 'number'
  | 'name'
  | 'outcome'
  | 'status'
  | 'share'
  | 'extra'
  | 'startDate'
  | 'dueDate'
  | 'droppedAt'
>;

/** What the lock of a project is decided from. */
export type LockablePlan = {
  project: {
    policies: Pick<Policies, 'scopeLock'>;
    price: number | null;
    currency: string | null;
    holidays: readonly string[];
  };
  milestones: readonly LockableMilestone[];
  items: readonly Pick<Item, 'id' | 'milestoneId' | 'kind' | 'text'>[];
};

/** Whether deliverables, criteria, share and dates of a milestone are frozen (SCP-1). */
export const isLocked = (
  { policies: { scopeLock } }: { policies: Pick<Policies, 'scopeLock'> },
  { status }: Pick<Milestone, 'status'>,
): boolean => scopeLock && status !== 'upcoming';

/** Whether changes may touch what a lock freezes, so that it is worth loading the plan. */
export const mayBreach = (changes: readonly Change[]): boolean => changes.some((one) => mentionsFrozen(one));

const frozen = ['share', 'extra', 'startDate', 'dueDate', 'parentId', 'droppedAt'] as const;

function mentionsFrozen(change: Change): boolean {
  if ('add' in change)
    return (
      (change.add === 'milestone' && change.row.parentId !== null) ||
      (change.add === 'item' && isLockedKind(change.row.kind))
    );
  if ('addMany' in change) return change.addMany === 'milestone' || change.addMany === 'item';
  if ('alter' in change) {
    if (change.alter === 'milestone') return frozen.some((field) => change.set[field] !== undefined);
    if (change.alter === 'item') return change.set.text !== undefined || change.set.kind !== undefined;
    return (
      change.alter === 'project' && (change.set.price !== undefined || change.set.currency !== undefined)
    );
  }
  if ('alterMany' in change) return change.alterMany === 'milestone';
  return 'remove' in change && (change.remove === 'item' || change.remove === 'milestone');
}

/**
 * Finds what changes would alter of the agreed scope of started milestones (SCP-1); undefined where they alter
 * nothing of it. Only a change order that both sides have signed does that.
 */
export function lockBreach(changes: readonly Change[], plan: LockablePlan): LockBreach | undefined {
  if (!plan.project.policies.scopeLock) return undefined;
  const found = changes.flatMap((change) => breachesOf(change, plan));
  const [first] = found;
  if (!first) return undefined;
  const ids = new Set(found.map(({ milestone }) => milestone.id));
  const { id } = first.milestone;
  const own = found.filter(({ milestone }) => milestone.id === id);
  return {
    milestone: named(first.milestone),
    others: ids.size - 1,
    text: joinedWork(own.map(({ text }) => text)),
    days: own.reduce((sum, { days }) => sum + days, 0),
  };
}

type Found = { milestone: LockableMilestone; text: string | null; days: number };

function breachesOf(change: Change, plan: LockablePlan): Found[] {
  const locked = (id: string | null | undefined) =>
    plan.milestones.find((one) => one.id === id && isLocked(plan.project, one));
  const of = (milestone: LockableMilestone | undefined, text: string | null = null, days = 0): Found[] =>
    milestone ? [{ milestone, text, days }] : [];
  if ('add' in change) {
    if (change.add === 'milestone') return of(locked(change.row.parentId), change.row.name);
    if (change.add !== 'item' || !isLockedKind(change.row.kind)) return [];
    return of(locked(change.row.milestoneId), change.row.text);
  }
  if ('addMany' in change) {
    if (change.addMany === 'milestone')
      return change.rows.flatMap((row) => of(locked(row.parentId), row.name));
    if (change.addMany !== 'item') return [];
    return change.rows
      .filter(({ kind }) => isLockedKind(kind))
      .flatMap((row) => of(locked(row.milestoneId), row.text));
  }
  if ('alterMany' in change)
    return change.alterMany === 'milestone'
      ? change.rows.flatMap(({ id, ...set }) => alterBreaches(id, set, plan))
      : [];
  if ('alter' in change) {
    if (change.alter === 'milestone') return alterBreaches(change.id, change.set, plan);
    if (change.alter === 'project') return repriced(change.set, plan);
    if (change.alter !== 'item' || (change.set.text === undefined && change.set.kind === undefined))
      return [];
    return of(locked(itemOf(change.id, plan)?.milestoneId), change.set.text ?? null);
  }
  if ('remove' in change && change.remove === 'item') {
    const item = itemOf(change.id, plan);
    return item && isLockedKind(item.kind) ? of(locked(item.milestoneId)) : [];
  }
  return 'remove' in change && change.remove === 'milestone'
    ? of(locked(plan.milestones.find(({ id }) => id === change.id)?.parentId))
    : [];
}

const itemOf = (id: string, { items }: LockablePlan) => items.find((item) => item.id === id);

function alterBreaches(id: string, set: Partial<Milestone>, plan: LockablePlan): Found[] {
  const row = plan.milestones.find((one) => one.id === id);
  if (!row) return [];
  const changes = (field: (typeof frozen)[number]) => set[field] !== undefined && set[field] !== row[field];
  const lockedRow = (one: LockableMilestone | undefined) => (one && isLocked(plan.project, one) ? [one] : []);
  const parent = (parentId: string | null | undefined) =>
    lockedRow(plan.milestones.find((one) => one.id === parentId));
  const agreed = frozen.some((field) => field !== 'droppedAt' && changes(field));
  // bringing a dropped one back restores what was agreed
  const drops = changes('droppedAt') && row.droppedAt === null;
  const moves = changes('parentId');
  const milestones = [
    ...(agreed || drops ? lockedRow(row) : []),
    ...(drops || moves ? parent(row.parentId) : []),
    ...(moves ? parent(set.parentId) : []),
  ];
  const { dueDate: was } = row;
  const days = was && set.dueDate ? workingDays(was, set.dueDate, plan.project.holidays) : 0;
  return milestones.map((milestone) => ({ milestone, text: null, days: milestone.id === id ? days : 0 }));
}

/** A price is split over all shares, so that another one, or another currency, changes the agreed amounts. */
function repriced(set: Partial<Pick<Project, 'price' | 'currency'>>, plan: LockablePlan): Found[] {
  const { project } = plan;
  const { price, currency } = { ...project, ...set };
  if (project.price === null || (price === project.price && currency === project.currency)) return [];
  return plan.milestones
    .filter((one) => isLocked(project, one) && one.droppedAt === null)
    .filter(({ share, extra }) => share !== null || (extra !== 0 && currency !== project.currency))
    .map((milestone) => ({ milestone, text: null, days: 0 }));
}
