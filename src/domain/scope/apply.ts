import type { Change } from '../change.ts';
import type { Event } from '../events.ts';
import { type Item, type Milestone, newMilestone } from '../plan/milestone.ts';
import { cut } from '../text/cut.ts';
import { type ChangeOrder, changeOrderName, type Effect } from './change-order.ts';
import type { ScopedFacts } from './change-order-facts.ts';

/** The ids and numbers that applying an order needs. */
export type Applying = { newId: () => string; highest: number; now: string };

/**
 * Returns the changes and events that carry out a signed order, exactly as its effect says (SCP-3): dates, the
 * amount, the go-live, the item that comes and the one that leaves.
 */
export function applyChangeOrder(
  order: ChangeOrder,
  effect: Effect,
  facts: ScopedFacts,
  at: Applying,
): { changes: Change[]; events: Event[] } {
  const set = new Map<string, Partial<Milestone>>();
  const alter = (id: string, fields: Partial<Milestone>) => set.set(id, { ...set.get(id), ...fields });
  for (const { id, start, due } of effect.dates)
    alter(id, { ...(start ? { startDate: start.is } : {}), ...(due ? { dueDate: due.is } : {}) });
  if (effect.extra?.id) alter(effect.extra.id, { extra: effect.extra.is });
  const phase = effect.phase && phaseOf(order, effect, facts, at);
  const into = facts.plan.milestones.find(({ id }) => id === effect.into);
  const target = phase ?? into;
  const item = target && order.addsWork ? itemOf(order, target, at) : undefined;
  if (into && item) alter(into.id, { nextItem: item.number + 1 });
  const altered = facts.plan.milestones.flatMap((row) => {
    const fields = set.get(row.id);
    return fields ? [{ row, fields }] : [];
  });
  const { project } = facts;
  const why = changeOrderName(order);
  return {
    changes: [
      ...altered.map(
        ({ row, fields }): Change => ({
          alter: 'milestone',
          id: row.id,
          set: { ...fields, version: row.version + 1 },
        }),
      ),
      ...(phase
        ? [{ add: 'milestone' as const, row: { ...phase, nextItem: phase.nextItem + (item ? 1 : 0) } }]
        : []),
      ...(item ? [{ add: 'item' as const, row: item }] : []),
      ...(effect.leaves === null ? [] : [{ remove: 'item' as const, id: effect.leaves.id }]),
      ...(effect.target
        ? [
            {
              alter: 'project' as const,
              id: project.id,
              set: { target: effect.target.is, version: project.version + 1 },
            },
          ]
        : []),
    ],
    events: [
      ...altered
        .filter(({ fields }) => fields.dueDate !== undefined || fields.startDate !== undefined)
        .map(
          ({ row, fields }): Event => ({
            type: 'edited',
            milestoneId: row.id,
            ...moved(row, fields),
            note: why,
          }),
        ),
      ...(phase
        ? [{ type: 'created' as const, milestoneId: phase.id, fields: { is: madeFields(phase) }, note: why }]
        : []),
    ],
  };
}

const madeFields = ({ number, name, dueDate, parentId }: Milestone) => ({ number, name, dueDate, parentId });

function moved(row: { startDate: string | null; dueDate: string | null }, fields: Partial<Milestone>) {
  const { startDate, dueDate } = fields;
  return {
    fields: {
      was: {
        ...(startDate === undefined ? {} : { startDate: row.startDate }),
        ...(dueDate === undefined ? {} : { dueDate: row.dueDate }),
      },
      is: {
        ...(startDate === undefined ? {} : { startDate }),
        ...(dueDate === undefined ? {} : { dueDate }),
      },
    },
  };
}

/** The milestone that the route `phase` adds. */
function phaseOf(
  { projectId, text }: ChangeOrder,
  { phase, extra, target }: Effect,
  { plan }: ScopedFacts,
  { newId, highest }: Applying,
): Milestone {
  const top = plan.milestones.filter(({ parentId }) => parentId === null);
  return newMilestone({
    id: newId(),
    projectId,
    parentId: null,
    number: highest + 1,
    order: Math.max(0, ...top.map(({ order }) => order)) + 1,
    name: cut(text, 100),
    startDate: phase?.startDate ?? null,
    dueDate: phase?.dueDate ?? null,
    extra: extra?.is ?? 0,
    // agreed work that the go-live waits for
    blocksGoLive: target !== null,
  });
}

const itemOf = (
  { projectId, text }: ChangeOrder,
  { id, nextItem }: Pick<Milestone, 'id' | 'nextItem'>,
  { newId }: Applying,
): Item => ({
  id: newId(),
  projectId,
  milestoneId: id,
  number: nextItem,
  kind: 'deliverable',
  text: cut(text, 300),
  done: false,
  skipReason: null,
});
