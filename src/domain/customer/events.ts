import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { allOptional, day, flag, text } from '../event-fields.ts';

const ofCustomer = {
  on: 'project',
  redraws: 'project',
  customer: 'never',
  digest: null,
  lookback: false,
  undo: 'yes',
} as const;
const action = { label: text, dueDate: day, urgency: text, blocksGoLive: flag };

/** Events about the customer. */
export const customerEvents = declareEvents({
  action_added: { ...ofCustomer, verb: 'asked the customer for', after: { what: text, ...action } },
  action_changed: {
    ...ofCustomer,
    verb: 'changed an action of the customer',
    before: allOptional(action),
    after: { what: text, ...allOptional(action) },
  },
  action_completed: { ...ofCustomer, verb: 'completed an action of the customer', after: { what: text } },
  change_logged: { ...ofCustomer, verb: 'logged a change', after: { what: text, impact: text } },
  action_removed: { ...ofCustomer, verb: 'removed an action of the customer', before: { what: text } },
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
