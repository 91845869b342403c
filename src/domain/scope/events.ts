import { declareEvents, type EventsOf } from '../event-declaration.ts';

/** Events of scope. */
export const scopeEvents = declareEvents({
  client_answered: {
    on: 'milestone',
    redraws: 'buttons',
    verb: 'answered the customer',
    customer: 'never',
    digest: null,
    lookback: false,
    undo: { why: 'sent', instead: null },
  },
});

/** Events of scope, as a union by `type`. */
export type ScopeEvent = EventsOf<typeof scopeEvents>;
