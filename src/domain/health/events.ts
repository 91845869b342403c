import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { allOptional, day, nullable, text } from '../event-fields.ts';
import { clearedBlockers } from './cleared.ts';

const blocker = { blocker: text };
const risk = {
  level: text,
  resolveBy: nullable(day),
  owner: nullable(text),
  mitigation: nullable(text),
  of: nullable(text),
};
const risks = {
  on: 'either',
  redraws: 'milestone',
  customer: 'never',
  digest: null,
  lookback: false,
  undo: 'yes',
} as const;

/** Events of blockers and risks. */
export const healthEvents = declareEvents({
  blocked: {
    feed: { when: 'always', words: 'is blocked' },
    on: 'milestone',
    redraws: 'milestone',
    verb: 'blocked it',
    customer: 'always',
    digest: 'blocked',
    lookback: false,
    undo: 'yes',
    after: blocker,
  },
  unblocked: {
    feed: { when: 'always', words: 'is in progress again' },
    on: 'milestone',
    redraws: 'milestone',
    verb: 'unblocked it',
    customer: 'always',
    digest: 'unblocked',
    lookback: false,
    undo: 'yes',
    before: clearedBlockers,
  },
  blocker_opened: {
    feed: { when: 'with_status', words: 'is blocked' },
    on: 'either',
    redraws: 'milestone',
    verb: 'opened a blocker',
    customer: 'with_status',
    digest: 'blocked',
    lookback: false,
    undo: 'yes',
    after: blocker,
  },
  blocker_cleared: {
    feed: { when: 'with_status', words: 'is in progress again' },
    on: 'either',
    redraws: 'milestone',
    verb: 'cleared a blocker',
    customer: 'with_status',
    digest: 'unblocked',
    lookback: false,
    undo: 'yes',
    before: blocker,
  },
  risk_opened: { ...risks, verb: 'added a risk', after: { what: text, ...allOptional(risk) } },
  risk_changed: {
    ...risks,
    verb: 'changed a risk',
    before: allOptional(risk),
    after: { what: text, ...allOptional(risk) },
  },
  risk_resolved: { ...risks, verb: 'resolved a risk', before: { what: text } },
});

/** Events of blockers and risks, as a union by `type`. */
export type HealthEvent = EventsOf<typeof healthEvents>;
