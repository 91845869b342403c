import type { Card } from '../../cards/model.ts';
import type { Database } from '../../db/database.ts';
import { addMessage, changeMessage } from '../../db/queries/page/messages.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import type { PageStore } from '../ports/pages.ts';

/** Returns a card without the characters that a database refuses. */
const storable = (card: Card): Card =>
  JSON.parse(JSON.stringify(card), (_key, value) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  );

/** Creates the store of the messages of pages. The tenant of a page's room is its workspace. */
export const createPageStore = (db: Database): PageStore => ({
  post: ({ tenant, channel }, key, card) =>
    db.transaction(async (tx) => {
      await enterWorkspace(tx, tenant);
      return addMessage(tx, { channel, key, card: storable(card) });
    }),
  edit: ({ tenant }, messageId, card) =>
    db.transaction(async (tx) => {
      await enterWorkspace(tx, tenant);
      return changeMessage(tx, messageId, storable(card));
    }),
});
