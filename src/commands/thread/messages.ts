import * as z from 'zod';
import { threadList } from '../../../cards/views/thread/thread.ts';
import { loadThread } from '../../../db/queries/thread/thread.ts';
import { foundProject, ok } from '../../domain/outcome.ts';
import { readPage, sliceOf } from '../../domain/page.ts';
import { isReadByCustomers, needs } from '../../domain/project/access.ts';
import { correspondents, sideOf } from '../../domain/thread/message.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { threadResource } from '../../presenters/thread.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists the messages between customer and team, the latest first (CUS-4). */
export const messages = defineCommand({
  name: 'messages',
  summary: 'List the messages between customer and team.',
  examples: ['messages', 'messages page:2'],
  input: z.object({ page: pageSlot().optional() }),
  async load(tx, { page = 1 }, who) {
    const slice = sliceOf(page);
    const facts = foundProject(await loadThread(tx, who.project.id, slice));
    if (!facts.ok) return facts;
    const lines = readPage(facts.value.messages.toReversed(), page);
    return ok({ ...facts.value, page: lines });
  },
  permit: (who) => needs(who, correspondents),
  view: ({ page, ...facts }, who) =>
    threadList(facts, page, {
      audience: isReadByCustomers(who.room) ? 'customer' : sideOf(who),
      readerId: who.person.id,
    }),
  resource: threadResource,
});
