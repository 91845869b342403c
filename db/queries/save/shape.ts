import { sql } from 'drizzle-orm';
import type { Change, PeopleChange } from '../../../src/domain/change.ts';
import { fanOutParts, fanOutValues } from '../delivery/plan.ts';
import { soughtValues } from '../delivery/posted-cards.ts';
import { type Gathered, gather } from './gather.ts';
import { manyJson, manyShape, withJson } from './many.ts';
import { type Undoing, undoingOf, undoingShape } from './undoing.ts';
import type { Save } from './written.ts';

/** A save with placeholders in place of its values. */
export type Slots = Omit<Save, 'changes'> & { changes: Gathered[]; undoing?: Undoing };

/**
 * Separates a save into its shape, which alone determines the text of the statement, and its values.
 *
 * @returns the shape as text, the save with placeholders, and the values by placeholder. Nulls and requests stay
 * part of the save.
 */
export function shapeOf(what: Save): { shape: string; slots: Slots; values: Record<string, unknown> } {
  const { workspaceId, arrival, fanOut, sought } = what;
  const values: Record<string, unknown> = {
    workspaceId,
    ...(fanOut && fanOutValues(fanOut)),
    ...(sought && soughtValues(sought)),
  };
  let shape = `${fanOut ? JSON.stringify(fanOutParts(fanOut)) : ''}${sought ? ' sought' : ''}`;
  let count = 0;
  const slot = (value: unknown) => {
    count += 1;
    values[`v${count}`] = value;
    return sql.placeholder(`v${count}`);
  };
  const row = <T extends object>(name: string, fields: T): T => {
    shape += `; ${name}`;
    const slots: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(fields)) {
      if (value === undefined) continue;
      shape += value === null ? ` ${field}=null` : ` ${field}`;
      slots[field] = value === null ? null : slot(value);
    }
    return slots as T;
  };
  const people = (one: PeopleChange): PeopleChange => {
    if ('merge' in one) {
      const { merge, ...fields } = one;
      return { merge, ...row('merge', fields) };
    }
    if ('recheck' in one) {
      const { recheck, ...fields } = one;
      return { recheck, ...row('recheck', fields) };
    }
    const { part, ...fields } = one;
    return { part, ...row('part', fields) };
  };
  const change = (one: Gathered): Gathered => {
    if ('removeMany' in one) {
      shape += `; removeMany ${one.removeMany}`;
      return { ...one, ids: slot(JSON.stringify(one.ids)) as never };
    }
    if ('merge' in one || 'part' in one || 'recheck' in one) return people(one);
    if ('replan' in one) return { replan: one.replan, ...row('replan', { id: one.id }) };
    if ('remove' in one) return { remove: one.remove, ...row(`remove ${one.remove}`, { id: one.id }) };
    if ('addMany' in one || 'alterMany' in one) {
      shape += `; ${manyShape(one)}`;
      return withJson(one, slot(manyJson(one)));
    }
    if ('add' in one) return { ...one, row: row(`add ${one.add}`, one.row) } as Change;
    return { ...one, ...row(`alter ${one.alter}`, { id: one.id }), set: row('set', one.set) } as Change;
  };
  const undoing = (permitted: NonNullable<Save['permitted']>): Undoing => {
    const { given, reads } = undoingOf(what, permitted);
    shape += undoingShape({ given, reads });
    const slotOf = (ids: Undoing['reads'][number]['ids']) =>
      'id' in ids ? { id: slot(ids.id) } : { all: slot(ids.all) };
    return { given: slot(given), reads: reads.map((one) => ({ ...one, ids: slotOf(one.ids) })) };
  };
  const slots = {
    ...what,
    workspaceId: sql.placeholder('workspaceId') as unknown as string,
    changes: gather(what.changes).map(change),
    activity: what.activity.map((one) => row('activity', one)),
    ...(arrival ? { arrival: row('arrival', arrival) } : {}),
    ...(what.permitted ? { undoing: undoing(what.permitted) } : {}),
  };
  return { shape, slots, values };
}
