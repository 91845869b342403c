import type { Change } from '../change.ts';
import type { FinalEvent } from '../event-declaration.ts';
import { declarationOf, type EventType, type HistoryReader, maySee } from '../events.ts';
import { type Outcome, ok, refuse } from '../outcome.ts';
import { checkParent, type Node } from '../plan/plan.ts';
import type { HistoryEntry } from './history.ts';
import type { UndoRefusal } from './undo-refusal.ts';
import { counters, type RowKind, type StoredUndoing, type WrittenRow } from './undoing.ts';

/** For how long a change can be taken back. */
export const undoMinutes = 10;

/** A record of the history, as `undo` reads it. */
export type RecentEntry = HistoryEntry & {
  id: string;
  milestoneId: string | null;
  personId: string;
  undoing: StoredUndoing | null;
};

/** The events of one command, oldest first, with what it wrote; null: nobody recorded that. */
export type RecentChange = {
  id: string;
  personId: string;
  entries: RecentEntry[];
  undoing: StoredUndoing | null;
  /** Who took it back. */
  undone: { by: string; at: string } | null;
};

/** Groups records, oldest first, by the command that caused them; each change follows those before it. */
export function changesOf(entries: readonly RecentEntry[]): RecentChange[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const later = new Set(entries.flatMap(({ undoing }) => undoing?.events.slice(1) ?? []));
  const undone = new Map(
    entries.flatMap((entry) =>
      entry.type === 'undone'
        ? (entry.after.undoes ?? []).map((id) => [id, { by: entry.by, at: entry.at }] as const)
        : [],
    ),
  );
  return entries
    .filter(({ id }) => !later.has(id))
    .map((first) => ({
      id: first.id,
      personId: first.personId,
      entries: (first.undoing?.events ?? [first.id]).flatMap((id) => byId.get(id) ?? []),
      undoing: first.undoing,
      undone: undone.get(first.id) ?? null,
    }));
}

const refuseUndo = (undo: UndoRefusal) => refuse({ is: 'cannot_undo', undo });

/** The entry that says what a change did: its last event. */
export const deedOf = ({ entries }: Pick<RecentChange, 'entries'>): RecentEntry => {
  const last = entries.at(-1);
  if (!last) throw new Error('a change without events');
  return last;
};

/** Returns the change of a button, or the person's last one that was not taken back yet. */
export function chooseChange(
  changes: readonly RecentChange[],
  personId: string,
  asked: string | undefined,
): Outcome<RecentChange> {
  if (asked === undefined) {
    const own = changes.findLast((change) => change.personId === personId && isOpen(change));
    return own ? ok(own) : refuseUndo({ why: 'nothing' });
  }
  const change = changes.find(({ id }) => id === asked);
  if (!change) return refuseUndo({ why: 'over' });
  if (change.personId !== personId) return refuseUndo({ why: 'not_own', by: deedOf(change).by });
  return ok(change);
}

const isPassed = ({ type }: HistoryEntry) => type !== 'unknown' && declarationOf(type).undo === 'passed';

/** A change that counts: neither taken back nor the taking back of another. */
const isOpen = ({ undone, entries }: RecentChange) => undone === null && !entries.every(isPassed);

const finalOf = (type: EventType | 'unknown'): FinalEvent | undefined => {
  const rule = type === 'unknown' ? 'passed' : declarationOf(type).undo;
  return typeof rule === 'object' ? rule : undefined;
};

/** Checks that a change can be taken back, and that nothing was built on it since; names only what `reader` sees. */
export function requireUndoable(
  changes: readonly RecentChange[],
  change: RecentChange,
  reader: HistoryReader,
): Outcome<StoredUndoing> {
  const entry = deedOf(change);
  const { undoing } = change;
  for (const one of change.entries) {
    const final = finalOf(one.type);
    if (final) return refuseUndo({ why: 'final', entry: one, final, reader });
  }
  if (!undoing || undoing.movesPeople || change.entries.length < undoing.events.length)
    return refuseUndo({ why: 'unrecorded', entry });
  const since = changes
    .slice(changes.indexOf(change) + 1)
    .filter((later) => isOpen(later) && isBuiltOn(change, undoing, later));
  if (since.length === 0) return ok(undoing);
  const seen = since.find((later) => maySee(reader, deedOf(later)));
  return refuseUndo({
    why: 'built_on',
    entry,
    since: seen ? deedOf(seen) : null,
    isOwn: seen?.personId === change.personId,
  });
}

/**
 * Whether a later change was built on an earlier one: it is of the same milestone, wrote the same field or row,
 * refers to a row that the earlier one added, or removed one that the earlier one would refer to again.
 */
function isBuiltOn(earlier: RecentChange, undoing: StoredUndoing, later: RecentChange): boolean {
  const milestones = subjectsOf(earlier.entries, undoing);
  if (later.entries.some(({ milestoneId }) => milestoneId !== null && milestones.has(milestoneId)))
    return true;
  if (!later.undoing) return false;
  if (later.undoing.movesPeople) return true;
  const rows = new Map(undoing.rows.map((row) => [row.id, row]));
  const wasReferred = new Set(Object.values(undoing.was).flatMap(referencesIn));
  return later.undoing.rows.some((row) => {
    const mine = rows.get(row.id);
    if (mine && overlap(mine, row)) return true;
    if (referencesIn(row.is).some((id) => milestones.has(id) || rows.get(id)?.did === 'added')) return true;
    return wasReferred.has(row.id) && (row.did === 'removed' || 'droppedAt' in row.is);
  });
}

/** The milestones that a change is of: those of its events, and those whose version it raised. */
const subjectsOf = (entries: readonly RecentEntry[], { rows }: StoredUndoing): Set<string> =>
  new Set([
    ...entries.flatMap(({ milestoneId }) => milestoneId ?? []),
    ...rows.filter(({ of, is }) => of === 'milestone' && 'version' in is).map(({ id }) => id),
  ]);

const overlap = (mine: WrittenRow, later: WrittenRow): boolean =>
  mine.did !== 'altered' ||
  later.did !== 'altered' ||
  Object.keys(later.is).some((field) => field in mine.is && !counters.includes(field));

/** The ids of other rows among the fields of a row; who did something is not built on. */
const referencesIn = (fields: Record<string, unknown>): string[] =>
  references.flatMap((name) => {
    const id = fields[name];
    return typeof id === 'string' ? [id] : [];
  });

const references = [
  'parentId',
  'milestoneId',
  'requiresId',
  'itemId',
  'metricId',
  'decisionId',
  'cadenceId',
] as const;

/**
 * Checks the database's own word: the altered rows are as the change left them, whatever the history knows, and
 * milestones come back below a parent that is still in the plan. `tree` is the plan as it is.
 */
export function requireUnchanged(
  change: RecentChange,
  undoing: StoredUndoing,
  present: readonly PresentRow[],
  tree: readonly Node[],
): Outcome<true> {
  const left = new Set(present.map(({ id }) => id));
  const refusal = refuseUndo({ why: 'built_on', entry: deedOf(change), since: null, isOwn: false });
  if (alteredRows(undoing).some(({ id }) => !left.has(id))) return refusal;
  const isBack = (id: string) => undoing.was[id]?.droppedAt === null || tree.some((node) => node.id === id);
  for (const row of present) {
    const parentId = parentAfter(row, undoing.was[row.id] ?? {});
    if (parentId === null) continue;
    const fits = isBack(parentId) ? checkParent(tree, row.id, parentId) : refusal;
    if (!fits.ok) return fits;
  }
  return ok(true);
}

/** The parent that a milestone gets back, or below which it comes back; null: none. */
function parentAfter({ parentId: present }: PresentRow, was: Record<string, unknown>): string | null {
  const { parentId = was.droppedAt === null ? present : null } = was;
  return typeof parentId === 'string' ? parentId : null;
}

/** A row that is set back, as it is now; other rows than milestones have no parent. */
export type PresentRow = { id: string; version: number | null; parentId: string | null };

/**
 * Returns the writes that take back what a command wrote: added rows are removed, removed ones added again, and
 * the fields of altered ones set back. Counters go on.
 */
export function reversalOf(
  { rows, was, parts, replans }: StoredUndoing,
  present: readonly PresentRow[],
  projectId: string,
): Change[] {
  const versions = new Map(present.map(({ id, version }) => [id, version]));
  return [
    ...rows.flatMap(({ of, id, did, is }): Change[] => {
      if (did === 'added') return [{ remove: of, id }];
      const fields = was[id] ?? {};
      if (did === 'removed') return [addOf(of, fields)];
      const version = versions.get(id);
      const raised = 'version' in is && version != null ? { version: version + 1 } : {};
      const set = { ...fields, ...raised };
      return Object.keys(set).length > 0 ? [{ alter: of, id, set } as Change] : [];
    }),
    ...parts.map(({ of, row }) => addOf(of, row)),
    ...(replans ? [{ replan: 'project' as const, id: projectId }] : []),
  ];
}

/** A row as the database stored it when it was removed. */
const addOf = (of: RowKind, row: Record<string, unknown>) => ({ add: of, row }) as Change;

/** The rows of a change that must still be as it left them. */
export const alteredRows = ({ rows }: StoredUndoing): WrittenRow[] =>
  rows.filter(({ did }) => did === 'altered');
