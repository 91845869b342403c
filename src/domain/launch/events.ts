import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { allOptional, day, flag, nullable, optional, text } from '../event-fields.ts';

const quiet = { on: 'project', customer: 'never', digest: null, lookback: false, undo: 'yes' } as const;
// metrics too: decisions and contingencies are judged by them
const shown = { ...quiet, redraws: 'project' } as const;

const what = { what: text };
const measured = allOptional({ target: nullable(text), checkpoint: nullable(day) });
const planned = { ...what, on: nullable(day) };
const changed = allOptional({ on: nullable(day), fallback: nullable(text) });

/** Events of metrics, decisions and contingencies. */
export const launchEvents = declareEvents({
  metric_added: { ...shown, verb: 'added a metric', after: { ...what, ...measured } },
  metric_changed: {
    ...shown,
    verb: 'changed a metric',
    before: measured,
    after: { ...what, ...measured },
  },
  metric_removed: { ...shown, verb: 'removed a metric', before: what },
  metric_valued: {
    ...shown,
    verb: 'recorded a value',
    before: { value: optional(text) },
    after: { ...what, value: text },
  },
  decision_added: { ...shown, verb: 'added a decision', after: planned },
  decision_changed: { ...shown, verb: 'changed a decision', before: changed, after: { ...what, ...changed } },
  criterion_told: {
    ...shown,
    verb: 'judged a criterion',
    after: { ...what, criterion: optional(text), met: flag },
  },
  voted: { ...shown, verb: 'voted', after: { ...what, vote: text } },
  decided: {
    ...shown,
    verb: 'closed a decision',
    after: { ...what, outcome: text },
    undo: { why: 'decided', instead: 'decision' },
  },
  fell_back: { ...shown, verb: 'carried out the fallback' },
  contingency_added: { ...shown, verb: 'added a contingency', after: planned },
  contingency_applied: { ...shown, verb: 'applied a contingency', after: what },
  contingency_dismissed: { ...shown, verb: 'dismissed a contingency', after: what },
});

/** Events of metrics, decisions and contingencies, as a union by `type`. */
export type LaunchEvent = EventsOf<typeof launchEvents>;
