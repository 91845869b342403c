import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { day, nullable, optional, text } from '../event-fields.ts';

/** The go-live, where the import moved it. */
const goLive = { target: optional(nullable(day)) };

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
    before: goLive,
    after: { what: text, ...goLive },
  },
});

/** The events of imports, as a union by `type`. */
export type DocumentEvent = EventsOf<typeof documentEvents>;
