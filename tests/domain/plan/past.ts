import { type EventType, readRecord } from '../../../src/domain/events.ts';
import type { LookbackEvent, LookbackFacts } from '../../../src/domain/plan/past.ts';
import { projectOf } from '../../support/cards/facts.ts';

/** A milestone as looking back sees it. */
export const was = (
  number: number,
  more: Partial<LookbackFacts['milestones'][number]> = {},
): LookbackFacts['milestones'][number] => ({
  outcome: null,
  id: `m${number}`,
  parentId: null,
  number,
  name: `Step ${number}`,
  status: 'upcoming',
  share: null,
  dueDate: null,
  doneAt: null,
  droppedAt: null,
  dropReason: null,
  items: [],
  ...more,
});

/** Something that happened to a milestone, at noon of a day of December 2026; `of` 0 is the project. */
export const passed = (
  of: number,
  type: EventType,
  day: number,
  {
    before,
    after,
    ...more
  }: Partial<Pick<LookbackEvent, 'by' | 'note'>> & { before?: object; after?: object } = {},
): LookbackEvent => ({
  ...readRecord(type, before, after),
  milestoneId: of === 0 ? null : `m${of}`,
  at: noon(day),
  by: 'Mo',
  note: null,
  ...more,
});

/** Noon of a day of December 2026. */
export const noon = (day: number): string => `2026-12-${String(day).padStart(2, '0')}T12:00:00.000Z`;

/** A project that began on 1 December 2026 and goes live on the 18th. */
export const pastOf = (
  milestones: LookbackFacts['milestones'],
  events: LookbackEvent[] = [],
  more: Partial<LookbackFacts> = {},
): LookbackFacts => ({
  project: projectOf('launch'),
  milestones,
  decisions: [],
  ratings: [],
  events,
  began: noon(1),
  ...more,
});
