import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { allOptional, day, flag, nullable, number, optional, text } from '../event-fields.ts';

const quiet = {
  on: 'project',
  redraws: 'none',
  customer: 'never',
  digest: null,
  lookback: false,
  undo: 'yes',
} as const;

const digest = { digest: nullable(text), digestIn: text };
const sent = allOptional({ ...digest, asks: nullable(text), before: text, overdue: flag });
const reached = allOptional({
  ...digest,
  via: nullable(text),
  address: text,
  quiet: nullable(text),
  zone: nullable(text),
});
/** Of a cadence: its times, or the text of an announcement. */
const cadence = allOptional({ comes: text, draft: nullable(text) });
const what = { what: text };

/** The events of reminders, digests, standups and announcements. */
export const rhythmEvents = declareEvents({
  schedule_changed: {
    ...quiet,
    redraws: 'buttons',
    verb: 'changed the message schedule',
    before: sent,
    after: sent,
  },
  zone_changed: {
    ...quiet,
    redraws: 'all',
    verb: 'changed the time zone',
    before: { zone: text },
    after: { zone: text },
  },
  preferences_changed: {
    ...quiet,
    on: 'person',
    undo: 'passed',
    verb: 'changed their message settings',
    before: reached,
    after: reached,
  },
  snoozed: {
    ...quiet,
    on: 'milestone',
    verb: 'set their reminders',
    after: allOptional({ on: flag, day, hours: number }),
  },
  digest_asked: { ...quiet, verb: 'asked for a digest', undo: 'passed' },
  sent_again: { ...quiet, verb: 'sent a message again', undo: 'passed', after: { message: number, ...what } },
  cadence_added: { ...quiet, verb: 'scheduled a message', after: { ...what, ...cadence } },
  cadence_changed: {
    ...quiet,
    verb: 'changed a scheduled message',
    before: cadence,
    after: { ...what, ...cadence },
  },
  announced: {
    ...quiet,
    redraws: 'project',
    verb: 'sent an announcement',
    undo: { why: 'sent', instead: 'cadence' },
    before: what,
  },
  answered: { ...quiet, verb: 'answered the standup', after: { what: optional(text) } },
});

/** These events, as a union by `type`. */
export type RhythmEvent = EventsOf<typeof rhythmEvents>;
