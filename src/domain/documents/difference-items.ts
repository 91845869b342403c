import type { Item } from '../plan/milestone.ts';
import {
  addMany,
  alterMany,
  type LivingPlan,
  type Making,
  noPart,
  type Part,
  paired,
} from './living-plan.ts';
import type { Match } from './milestone-matches.ts';

/** How checklists differ; `next` has the number after the last new item, by the milestone's id. */
export function itemsDiffer(matches: readonly Match[], { items, project }: LivingPlan, at: Making) {
  const of = Map.groupBy(items, ({ milestoneId }) => milestoneId);
  const next = new Map<string, number>();
  const [added, ticked, gone]: [Item[], Item[], Item[]] = [[], [], []];
  for (const { entry, row, is } of matches) {
    if (is === 'dropped') continue;
    const found = paired(of.get(row.id) ?? [], entry.steps, 'text');
    for (const [item, step] of found.pairs) if (step.done && !item.done) ticked.push(item);
    gone.push(...found.gone);
    found.fresh.forEach(({ text, done }, index) => {
      const number = row.nextItem + index;
      added.push({
        id: at.newId(),
        projectId: project.id,
        milestoneId: row.id,
        number,
        kind: 'task',
        text,
        done,
      });
      next.set(row.id, number + 1);
    });
  }
  const part: Part = {
    ...noPart('item'),
    changes: [
      ...addMany('item', added),
      ...alterMany(
        'item',
        ticked.map(({ id }) => ({ id, done: true })),
      ),
    ],
    added: added.length,
    changed: ticked.map(({ text }) => `${text}: done`),
    gone: gone.map(({ id, text }) => ({ name: text, drop: [{ remove: 'item', id }] })),
  };
  return { part, next };
}
