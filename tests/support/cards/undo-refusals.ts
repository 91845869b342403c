import { declarationOf, type EventType, events, readRecord } from '../../../src/domain/events.ts';
import type { HistoryEntry } from '../../../src/domain/project/history.ts';
import type { UndoRefusal } from '../../../src/domain/project/undo-refusal.ts';
import { at } from './facts.ts';

const changed = (type: EventType): HistoryEntry => ({
  ...readRecord(type, null, null),
  ...{ at, by: 'Carol', platform: 'slack', note: null },
  milestone:
    declarationOf(type).on === 'milestone' ? { number: 3, name: 'Beta launch', outcome: null } : null,
});

/** Every way in which undo is refused. */
export const undoRefusals: UndoRefusal[] = [
  { why: 'nothing' },
  { why: 'over' },
  { why: 'not_own', by: 'Carol' },
  ...(['approved', 'returned', 'announced', 'decided', 'room_linked', 'project_created'] as const).flatMap(
    (type): UndoRefusal[] => {
      const { undo: final } = events[type];
      return typeof final === 'object' ? [{ why: 'final', entry: changed(type), final, reader: 'team' }] : [];
    },
  ),
  { why: 'unrecorded', entry: changed('reassigned') },
  { why: 'built_on', entry: changed('progressed'), since: changed('submitted'), isOwn: false },
  { why: 'built_on', entry: changed('progressed'), since: changed('submitted'), isOwn: true },
  { why: 'built_on', entry: changed('progressed'), since: null, isOwn: false },
];
