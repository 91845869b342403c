import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { text } from '../event-fields.ts';
import { clearedBlockers } from '../health/cleared.ts';

const decided = { on: 'milestone', redraws: 'milestone', customer: 'always' } as const;

/** Events of evidence and reviews. */
export const reviewEvents = declareEvents({
  evidence_added: {
    ...decided,
    verb: 'added evidence',
    customer: 'never',
    digest: null,
    lookback: false,
    undo: 'yes',
    after: { evidence: text, kind: text },
  },
  submitted: { ...decided, verb: 'submitted it', digest: null, lookback: false, undo: 'yes' },
  recalled: { ...decided, verb: 'took the submission back', digest: null, lookback: false, undo: 'yes' },
  approved: {
    ...decided,
    verb: 'approved it',
    digest: 'approved',
    lookback: true,
    undo: { why: 'decided', instead: 'reopen' },
    before: clearedBlockers,
  },
  returned: {
    ...decided,
    verb: 'returned it',
    digest: 'returned',
    lookback: false,
    undo: { why: 'decided', instead: 'submit' },
  },
  reopened: { ...decided, verb: 'reopened it', digest: 'reopened', lookback: true, undo: 'yes' },
});

/** Events of reviews, as a union by `type`. */
export type ReviewEvent = EventsOf<typeof reviewEvents>;
