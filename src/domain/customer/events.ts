import { declareEvents, type EventsOf } from '../event-declaration.ts';

/** Events about the customer. */
export const customerEvents = declareEvents({
  customer_messaged: {
    on: 'milestone',
    redraws: 'buttons',
    verb: 'wrote to the customer',
    customer: 'never',
    digest: null,
    lookback: false,
    undo: { why: 'sent', instead: null },
  },
});

/** Events about the customer, as a union by `type`. */
export type CustomerEvent = EventsOf<typeof customerEvents>;
