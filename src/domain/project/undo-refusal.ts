import type { FinalEvent } from '../event-declaration.ts';
import type { HistoryReader } from '../events.ts';
import type { HistoryEntry } from './history.ts';

/** Why a change cannot be taken back. */
export type UndoRefusal =
  /** The person changed nothing in the last minutes. */
  | { why: 'nothing' }
  /** The change of the button is older than that. */
  | { why: 'over' }
  | { why: 'not_own'; by: string }
  | { why: 'final'; entry: HistoryEntry; final: FinalEvent; reader: HistoryReader }
  /** Written by a version that did not record it, or in several projects at once. */
  | { why: 'unrecorded'; entry: HistoryEntry }
  /** Something was built on it; `since` is the other change, if it is known and the person sees it. */
  | { why: 'built_on'; entry: HistoryEntry; since: HistoryEntry | null; isOwn: boolean };
