import type { Messenger, SendResult } from '../../../src/ports/messenger.ts';
import type { PageStore } from '../../../src/ports/pages.ts';

/**
 * Creates the messenger of the pages of customers (CUS-8). Their far end is our own database, so a post can be
 * repeated: the store knows the key of its delivery.
 */
export function webMessenger(store: PageStore): Messenger {
  return {
    post: (room, { key, card }) =>
      attempt(async () => {
        const messageId = await store.post(room, key, card);
        return messageId ? { is: 'sent', messageId } : { is: 'room_lost', why: 'there is no such page' };
      }),
    edit: (room, messageId, { card }) =>
      attempt(async () =>
        (await store.edit(room, messageId, card))
          ? { is: 'sent', messageId }
          : { is: 'message_gone', why: 'there is no such message' },
      ),
    // posting again changes the message that arrived, if it did
    find: async () => ({ is: 'absent' }),
    // messages to a person go to their mailbox: a page is of a project
    openDirect: async () => ({ is: 'room_lost', why: 'a page is no chat' }),
  };
}

async function attempt(store: () => Promise<SendResult>): Promise<SendResult> {
  try {
    return await store();
  } catch {
    return { is: 'retry', why: 'the database did not take it' };
  }
}
