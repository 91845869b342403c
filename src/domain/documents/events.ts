import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { text } from '../event-fields.ts';

/** What happens to a plan as a document. */
export const documentEvents = declareEvents({
  imported: {
    on: 'project',
    redraws: 'all',
    verb: 'imported a plan',
    customer: 'never',
    digest: null,
    lookback: false,
    after: { what: text },
  },
});

/** What happens to a plan as a document, as a union by `type`. */
export type DocumentEvent = EventsOf<typeof documentEvents>;
