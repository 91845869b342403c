import { messageActions, messageView } from '../../cards/views/thread/message.ts';
import { loadMessage } from '../../db/queries/thread/thread.ts';
import { defineLiveCard } from './define.ts';

/**
 * A copy of one message of the thread, under the thread's card in another channel or in the chat of somebody who has
 * no channel (CUS-4). Only its own edit or deletion redraws it.
 */
export const message = defineLiveCard({
  kind: 'message',
  forCustomer: 'same',
  load: loadMessage,
  view: messageView,
  actions: messageActions,
});
