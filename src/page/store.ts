import type { Database } from '../../db/database.ts';
import { addMessage, changeMessage } from '../../db/queries/page/messages.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import type { PageStore } from '../ports/pages.ts';

/** Creates the store of the messages of pages. The tenant of a page's room is its workspace. */
export const createPageStore = (db: Database): PageStore => ({
  post: ({ tenant, channel }, key, card) =>
    db.transaction(async (tx) => {
      await enterWorkspace(tx, tenant);
      return addMessage(tx, { channel, key, card });
    }),
  edit: ({ tenant }, messageId, card) =>
    db.transaction(async (tx) => {
      await enterWorkspace(tx, tenant);
      return changeMessage(tx, messageId, card);
    }),
});
