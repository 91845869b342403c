import { threadActions, threadView } from '../../cards/views/thread/thread.ts';
import { loadThread } from '../../db/queries/thread/thread.ts';
import { defineLiveCard } from './define.ts';

/** The thread between a customer and the team, in the words of the room's side; `id` is the project's (CUS-4). */
export const thread = defineLiveCard({
  kind: 'thread',
  forCustomer: 'same',
  load: (tx, id) => loadThread(tx, id),
  view: threadView,
  actions: threadActions,
});
