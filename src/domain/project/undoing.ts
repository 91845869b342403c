import type { Change, Entities } from '../change.ts';
import type { Role } from './roles.ts';

/** A kind of row that a command may write. */
export type RowKind = keyof Entities;

type Fields = Record<string, unknown>;

/**
 * A row as a command wrote it. `is`: of an altered row the fields that were set, of an added one the ids of
 * the rows that it refers to.
 */
export type WrittenRow = { of: RowKind; id: string; did: 'added' | 'altered' | 'removed'; is: Fields };

/** What is stored of a command's writes, so that they can be taken back; without the fields as they were. */
export type Writes = {
  rows: WrittenRow[];
  /** The digests of the project were scheduled again. */
  replans: boolean;
  /** It moved what belongs to people between accounts, which no row says. */
  movesPeople: boolean;
};

/** Who may run a command: these roles (null: everybody), and whether administrators may in any role. */
export type Permitted = { roles: Role[] | null; admins: boolean };

/** The stored record of a command's writes, beside the first of its events. */
export type StoredUndoing = Writes &
  Permitted & {
    /** The ids of all its events. */
    events: string[];
    /** Altered fields and removed rows as they were, by the row's id. */
    was: Record<string, Fields>;
    /** Rows that were deleted together with a removed one. */
    parts: { of: RowKind; row: Fields & { id: string } }[];
  };

/** Fields that only grow. They are never set back: an old button must not act on another state or number. */
export const counters: readonly string[] = ['version', 'nextItem'];

/** Rows that are kept only until the next press; undo does not bring them back. */
const passing: readonly RowKind[] = ['import', 'linkCode'];

/** Returns the rows that changes write. */
export function writesOf(changes: readonly Change[]): Writes {
  return {
    rows: changes.flatMap(rowsOf).filter(({ of }) => !passing.includes(of)),
    replans: changes.some((change) => 'replan' in change),
    movesPeople: changes.some((change) => 'merge' in change || 'part' in change),
  };
}

function rowsOf(change: Change): WrittenRow[] {
  if ('add' in change) return [added(change.add, change.row)];
  if ('alter' in change) return [altered(change.alter, change.id, change.set)];
  if ('remove' in change) return [{ of: change.remove, id: change.id, did: 'removed', is: {} }];
  if ('addMany' in change) return change.rows.map((row) => added(change.addMany, row));
  if ('alterMany' in change)
    return change.rows.map(({ id, ...set }: { id: string }) => altered(change.alterMany, id, set));
  return [];
}

const added = (of: RowKind, row: object & { id: string }): WrittenRow => ({
  of,
  id: row.id,
  did: 'added',
  is: pick(row, (name) => name.endsWith('Id') && name !== 'projectId'),
});

const altered = (of: RowKind, id: string, set: object): WrittenRow => ({
  of,
  id,
  did: 'altered',
  is: pick(set, () => true),
});

const pick = (fields: object, keeps: (name: string) => boolean): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== undefined && keeps(name)));
