import type { Item } from '../plan/milestone.ts';
import { isLocked } from '../scope/lock.ts';
import { isLockedKind } from '../scope/snapshot.ts';
import {
  addMany,
  alterMany,
  emptyPart,
  type ImportContext,
  type LivingPlan,
  type Part,
  pairRows,
} from './living-plan.ts';
import type { Match } from './milestone-matches.ts';

/** Compares checklists. `next`: the next item number, by milestone id. */
export function itemsDiffer(matches: readonly Match[], { items, project }: LivingPlan, at: ImportContext) {
  const of = Map.groupBy(items, ({ milestoneId }) => milestoneId);
  const next = new Map<string, number>();
  const [added, ticked, gone]: [Item[], Item[], Item[]] = [[], [], []];
  for (const { entry, row, is } of matches) {
    if (is === 'dropped') continue;
    const found = pairRows(of.get(row.id) ?? [], entry.steps, 'text');
    for (const [item, step] of found.pairs) if (step.done && !item.done) ticked.push(item);
    const isAgreed = isLocked(project, row);
    gone.push(...found.gone.filter(({ kind }) => !(isAgreed && isLockedKind(kind))));
    found.fresh.forEach(({ text, done }, index) => {
      const number = row.nextItem + index;
      const of = { projectId: project.id, milestoneId: row.id, kind: 'task' } as const;
      added.push({ ...of, id: at.newId(), number, text, done, skipReason: null });
      next.set(row.id, number + 1);
    });
  }
  const part: Part = {
    ...emptyPart('item'),
    changes: [
      ...addMany('item', added),
      ...alterMany(
        'item',
        ticked.map(({ id }) => ({ id, done: true, skipReason: null })),
      ),
    ],
    added: added.length,
    changed: ticked.map(({ text }) => `${text}: done`),
    gone: gone.map(({ id, text }) => ({ name: text, drop: [{ remove: 'item', id }] })),
  };
  return { part, next };
}
