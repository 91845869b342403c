import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { text } from '../event-fields.ts';

/** Declares the events of imports. */
export const documentEvents = declareEvents({
  imported: {
    on: 'project',
    redraws: 'all',
    verb: 'imported a plan',
    customer: 'never',
    digest: null,
    lookback: false,
    undo: 'yes',
    after: { what: text },
  },
});

/** The events of imports, as a union by `type`. */
export type DocumentEvent = EventsOf<typeof documentEvents>;
