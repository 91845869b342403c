import { type Milestone, newMilestone } from '../plan/milestone.ts';
import { outline } from '../plan/plan.ts';
import { cut } from '../text/cut.ts';
import { type ImportContext, type LivingPlan, personNamed } from './living-plan.ts';
import { finderOf } from './milestone-labels.ts';
import { type Entry, pathsOf } from './plan-entries.ts';

/** An entry of a document, the milestone that it describes, and its position among siblings. */
export type Match = { entry: Entry; row: Milestone; is: 'new' | 'there' | 'dropped'; order: number };

/** Finds the milestone that a document means by a label; undefined where none of that label stays in the plan. */
export type FindMilestone = (label: string) => Milestone | undefined;

/** Returns the look-up of the milestones that a document names, then of those that it does not. */
export function findMilestoneOf(matches: readonly Match[], { milestones }: LivingPlan): FindMilestone {
  const live = outline(milestones.filter(({ droppedAt }) => droppedAt === null)).map(({ node }) => node);
  const at = new Map(live.map(({ id }, index) => [id, index]));
  const find = finderOf(
    matches.map(({ entry, row }) => ({ name: entry.name, parent: entry.parent, of: row })),
    live.map((row) => ({ name: row.name, parent: at.get(row.parentId ?? '') ?? null, of: row })),
  );
  const isKept = new Map(matches.map(({ entry, row, is }) => [row.id, is !== 'dropped' && !entry.cut]));
  return (label) => {
    const row = find(label);
    return row && isKept.get(row.id) !== false ? row : undefined;
  };
}

/** Matches entries with milestones by path, and creates the missing ones. */
export function matchesOf(entries: readonly Entry[], plan: LivingPlan, at: ImportContext): Match[] {
  const there = byPath(plan.milestones.filter(({ droppedAt }) => droppedAt === null));
  const dropped = byPath(plan.milestones);
  const paths = pathsOf(entries);
  let number = Math.max(plan.spent.milestone ?? 0, ...plan.milestones.map((one) => one.number));
  const matches: Match[] = [];
  entries.forEach((entry, index) => {
    const path = paths[index] ?? '';
    const known = there.get(path);
    const above = entry.parent === null ? undefined : matches[entry.parent];
    const gone = dropped.get(path) ?? (above?.is === 'dropped' ? above.row : undefined);
    if (known) matches.push({ entry, row: known, is: 'there', order: 0 });
    else if (gone) matches.push({ entry, row: gone, is: 'dropped', order: 0 });
    else {
      number += 1;
      matches.push({
        entry,
        row: milestoneFrom(entry, number, above?.row.id, plan, at),
        is: 'new',
        order: 0,
      });
    }
  });
  return withOrder(matches);
}

function byPath(milestones: readonly Milestone[]): Map<string, Milestone> {
  const rows = outline(milestones).map(({ node }) => node);
  const at = new Map(rows.map(({ id }, index) => [id, index]));
  const paths = pathsOf(rows.map(({ name, parentId }) => ({ name, parent: at.get(parentId ?? '') ?? null })));
  return new Map(rows.map((row, index) => [paths[index] ?? '', row]));
}

function milestoneFrom(
  { start, due, status, cut: isCut, owner, ...entry }: Entry,
  number: number,
  parentId: string | undefined,
  plan: LivingPlan,
  at: ImportContext,
): Milestone {
  const assigneeId = personNamed(plan, owner) ?? null;
  return newMilestone({
    id: at.newId(),
    projectId: plan.project.id,
    number,
    order: 0,
    name: entry.name,
    parentId: parentId ?? null,
    share: entry.share,
    assigneeId,
    startDate: start !== null && due !== null && start > due ? null : start,
    dueDate: due,
    description: withOwner(entry.description, owner, assigneeId),
    status,
    priority: entry.priority ?? 'p2',
    ...(status === 'done' && !isCut ? { doneAt: at.now, doneById: at.personId } : {}),
    ...(isCut ? { droppedAt: at.now, dropReason: 'Cut in the imported plan' } : {}),
  });
}

/** Adds the owner's name to the description if no such person is in the project. */
export const withOwner = (
  description: string | null,
  owner: string | null,
  assigneeId: string | null,
): string | null =>
  owner === null || assigneeId !== null
    ? description
    : cut([`Owner: ${owner}`, description].filter(Boolean).join('\n'), 1000);

const siblings = (matches: readonly Match[]) =>
  Map.groupBy(
    matches.filter(({ is }) => is !== 'dropped'),
    ({ row }) => row.parentId,
  );

/** Orders siblings as in the document if it adds or reorders any. */
function withOrder(matches: Match[]): Match[] {
  const order = new Map<string, number>();
  for (const group of siblings(matches).values()) {
    const isSame = group.every(
      ({ row, is }, at) => is === 'there' && (at === 0 || (group[at - 1]?.row.order ?? 0) < row.order),
    );
    group.forEach(({ row }, at) => {
      order.set(row.id, isSame ? row.order : at + 1);
    });
  }
  return matches.map((one) => ({ ...one, order: order.get(one.row.id) ?? one.row.order }));
}

/** Returns the live milestones that the document does not have. */
export function unmatched(matches: readonly Match[], { milestones }: LivingPlan): Milestone[] {
  const kept = new Set(matches.map(({ row }) => row.id));
  return milestones.filter(({ id, droppedAt }) => droppedAt === null && !kept.has(id));
}

/** Returns new positions for unmatched milestones that stay: after the siblings that the document reorders. */
export function orderOfUnmatched(
  matches: readonly Match[],
  plan: LivingPlan,
): Pick<Milestone, 'id' | 'order'>[] {
  const gone = unmatched(matches, plan);
  return [...siblings(matches)].flatMap(([parent, group]) => {
    if (group.every(({ is, order, row }) => is === 'there' && order === row.order)) return [];
    const last = Math.max(...group.map(({ order }) => order));
    return gone
      .filter(({ parentId }) => parentId === parent)
      .toSorted((a, b) => a.order - b.order || a.number - b.number)
      .map(({ id }, nth) => ({ id, order: last + nth + 1 }));
  });
}
