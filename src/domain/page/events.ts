import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { text } from '../event-fields.ts';

const quiet = {
  on: 'project',
  // cards name the customer who approves
  redraws: 'all',
  customer: 'never',
  digest: null,
  lookback: false,
} as const;

/** Events of the pages of customers (CUS-8). */
export const pageEvents = declareEvents({
  customer_invited: {
    ...quiet,
    verb: 'invited a customer to a page',
    undo: { why: 'sent', instead: 'revoke' },
    after: { person: text, address: text },
  },
  page_revoked: {
    ...quiet,
    verb: 'closed a customer’s page',
    undo: { why: 'linked', instead: 'invite-customer' },
    before: { person: text, address: text },
  },
});

/** Events of pages, as a union by `type`. */
export type PageEvent = EventsOf<typeof pageEvents>;
