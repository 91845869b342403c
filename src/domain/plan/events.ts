import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { allOptional, day, type Field, listOf, nullable, number, optional, text } from '../event-fields.ts';
import { clearedBlockers } from '../health/cleared.ts';

/** A date before and after a shift. */
type Span = { was: string; is: string };
/** The shifted dates of one milestone; null: unchanged. */
type ShiftedMilestone = { number: number; start: Span | null; due: Span | null };

const fieldsOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)) : undefined;

const span: Field<Span> = (value) => {
  const fields = fieldsOf(value);
  const [was, is] = [day(fields?.get('was')), day(fields?.get('is'))];
  return was && is ? { was, is } : undefined;
};

const movedWith: Field<ShiftedMilestone> = (value) => {
  const fields = fieldsOf(value);
  const of = number(fields?.get('number'));
  if (!fields || of === undefined) return undefined;
  return { number: of, start: span(fields.get('start')) ?? null, due: span(fields.get('due')) ?? null };
};

const item = { item: text };
const named = {
  owner: optional(nullable(text)),
  parent: optional(nullable(text)),
  requires: optional(nullable(text)),
  enables: optional(nullable(text)),
};
/** What a milestone is to deliver, as text. */
const defined = allOptional({
  deliverables: nullable(text),
  criteria: nullable(text),
  demo: nullable(text),
  risks: nullable(text),
});

/** Events of milestones, their items and their places in the plan. */
export const planEvents = declareEvents({
  created: {
    feed: { when: 'always', words: 'was added' },
    on: 'milestone',
    redraws: 'milestone',
    verb: 'added it',
    customer: 'always',
    digest: 'created',
    lookback: true,
    undo: 'yes',
  },
  edited: {
    on: 'milestone',
    redraws: 'milestone',
    verb: 'edited it',
    customer: 'never',
    // only if the due date changed
    digest: 'moved',
    lookback: false,
    undo: 'yes',
    // people and other milestones by name
    before: { ...named, ...defined },
    after: { ...named, ...defined },
  },
  moved: {
    on: 'milestone',
    redraws: 'milestone',
    verb: 'moved it',
    customer: 'never',
    digest: null,
    lookback: false,
    undo: 'yes',
  },
  dropped: {
    on: 'milestone',
    redraws: 'milestone',
    verb: 'dropped it',
    customer: 'never',
    digest: 'dropped',
    lookback: false,
    undo: 'yes',
    before: clearedBlockers,
  },
  item_added: {
    on: 'milestone',
    redraws: 'milestone',
    verb: 'added an item',
    customer: 'never',
    digest: null,
    lookback: true,
    undo: 'yes',
    after: { ...item, kind: text, text },
  },
  item_checked: {
    on: 'milestone',
    redraws: 'milestone',
    verb: 'ticked an item',
    customer: 'never',
    digest: null,
    lookback: true,
    undo: 'yes',
    after: item,
  },
  item_unchecked: {
    on: 'milestone',
    redraws: 'milestone',
    verb: 'unticked an item',
    customer: 'never',
    digest: null,
    lookback: true,
    undo: 'yes',
    after: item,
  },
  item_skipped: {
    on: 'milestone',
    redraws: 'milestone',
    verb: 'skipped a demo step',
    customer: 'never',
    digest: null,
    lookback: false,
    undo: 'yes',
    after: item,
  },
  started: {
    feed: { when: 'always', words: 'was started' },
    on: 'milestone',
    redraws: 'milestone',
    verb: 'started it',
    customer: 'always',
    digest: 'started',
    lookback: false,
    undo: 'yes',
    // what held it, where it was started all the same
    after: { despite: optional(text) },
  },
  progressed: {
    feed: { when: 'with_status', words: 'was started' },
    on: 'milestone',
    redraws: 'milestone',
    verb: 'reported progress',
    customer: 'with_status',
    digest: 'progressed',
    lookback: false,
    undo: 'yes',
  },
  done: {
    feed: { when: 'always', words: 'is done' },
    on: 'milestone',
    redraws: 'milestone',
    verb: 'marked it done',
    customer: 'always',
    digest: 'done',
    lookback: true,
    undo: 'yes',
    before: clearedBlockers,
  },
  shifted: {
    on: 'project',
    redraws: 'all',
    verb: 'shifted the plan',
    customer: 'never',
    digest: null,
    lookback: true,
    undo: 'yes',
    before: { target: optional(day) },
    after: { target: optional(day), days: number, milestones: listOf(movedWith), because: optional(text) },
  },
});

/** Events of the plan, as a union by `type`. */
export type PlanEvent = EventsOf<typeof planEvents>;
