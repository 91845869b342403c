import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { text } from '../event-fields.ts';

/** The history names a message by its key: what was deleted must not be readable there. */
const message = {
  on: 'project',
  redraws: 'project',
  customer: 'never',
  digest: null,
  lookback: false,
  // it changes nothing in the project; `unsay` deletes a message
  undo: 'passed',
  after: { what: text },
} as const;

/** Events of the thread between customer and team. */
export const threadEvents = declareEvents({
  message_sent: { ...message, verb: 'wrote a message' },
  message_edited: { ...message, verb: 'edited a message' },
  message_deleted: { ...message, verb: 'deleted a message' },
});

/** Events of the thread, as a union by `type`. */
export type ThreadEvent = EventsOf<typeof threadEvents>;
