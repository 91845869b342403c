import { getTableColumns } from 'drizzle-orm';
import type { Change, Entities } from '../../../src/domain/change.ts';
import { entities } from './entities.ts';

/** Many rows of one kind to delete. */
export type RemoveMany = { removeMany: keyof Entities; ids: string[] };

/** A change, or many single ones in one write. */
export type Gathered = Change | RemoveMany;

/** How many changes are written one by one; their statements are short, and prepared once. */
const maxSingle = 8;

/**
 * Returns the same changes in as many writes as there are kinds of rows and of fields: a statement must not grow
 * with its rows, as it would when a large import is taken back.
 */
export function gather(changes: readonly Change[]): Gathered[] {
  if (changes.length <= maxSingle) return [...changes];
  return [...Map.groupBy(changes, groupOf).values()].flatMap((group) =>
    group.length === 1 ? group : gathered(group),
  );
}

/** Single changes that one write can do; every other change is a group of its own. */
function groupOf(change: Change): unknown {
  // a room is also written to the directory of rooms
  if ('remove' in change) return change.remove === 'room' ? change : `remove ${change.remove}`;
  if ('add' in change)
    return change.add === 'room'
      ? change
      : `add ${change.add} ${Object.keys(stored(change.add, change.row))}`;
  if ('alter' in change)
    return change.alter === 'room'
      ? change
      : `alter ${change.alter} ${Object.keys(stored(change.alter, change.set))}`;
  return change;
}

function gathered(group: readonly Change[]): Gathered[] {
  const [first] = group;
  if (first && 'remove' in first)
    return [{ removeMany: first.remove, ids: group.flatMap((one) => ('remove' in one ? [one.id] : [])) }];
  if (first && 'add' in first) {
    const rows = group.flatMap((one) => ('add' in one ? [stored(one.add, one.row)] : []));
    return [{ addMany: first.add, rows } as Gathered];
  }
  if (first && 'alter' in first) {
    const rows = group.flatMap((one) =>
      'alter' in one ? [{ id: one.id, ...stored(one.alter, one.set) }] : [],
    );
    return [{ alterMany: first.alter, rows } as Gathered];
  }
  return [...group];
}

/** The fields that are columns, by name; one without a value keeps the column's default. */
function stored(kind: keyof Entities, fields: object): object {
  const columns = getTableColumns(entities[kind]) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => value !== undefined && name in columns && name !== 'workspaceId')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
