import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { text } from '../event-fields.ts';

const order = {
  on: 'milestone',
  redraws: 'project',
  customer: 'always',
  digest: null,
  lookback: false,
  after: { what: text },
} as const;

/** Events of change orders. */
export const scopeEvents = declareEvents({
  change_proposed: { ...order, verb: 'proposed a change', undo: { why: 'sent', instead: 'withdraw' } },
  change_signed: { ...order, verb: 'signed a change', undo: { why: 'decided', instead: 'decline' } },
  change_declined: { ...order, verb: 'declined a change', undo: { why: 'decided', instead: 'change' } },
  change_withdrawn: { ...order, verb: 'withdrew a change', undo: { why: 'decided', instead: 'change' } },
  change_superseded: { ...order, verb: 'replaced a change', undo: { why: 'decided', instead: 'change' } },
  change_applied: {
    ...order,
    redraws: 'all',
    verb: 'agreed a change',
    undo: { why: 'decided', instead: 'change' },
  },
});

/** Events of scope, as a union by `type`. */
export type ScopeEvent = EventsOf<typeof scopeEvents>;
