import * as z from 'zod';
import { outageLine } from '../../../cards/views/outage.ts';
import { receiptsCard } from '../../../cards/views/rhythm/receipts.ts';
import { outagesOfTenant } from '../../../db/queries/delivery/outage.ts';
import { loadReceipts, type Whose } from '../../../db/queries/rhythm/receipts.ts';
import { ok } from '../../domain/outcome.ts';
import { governors, type Who } from '../../domain/project/access.ts';
import { choiceSlot, pageSlot } from '../../grammar/slot.ts';
import { receiptsResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists planned messages and their delivery, of the project or to the person (RMD-5). */
export const receipts = defineCommand({
  name: 'receipts',
  summary: 'Show which messages Milepost sent and which failed.',
  examples: ['receipts', 'receipts failed', 'receipts page:2'],
  input: z.object({
    only: choiceSlot('place', 'Which messages', ['failed']).optional(),
    page: pageSlot().optional(),
  }),
  scope: 'workspace',
  async load(tx, { only, page: wanted }, who) {
    const failed = only === 'failed';
    const page = await loadReceipts(tx, whose(who), failed, wanted);
    return ok({ failed, page, outages: await outagesOfTenant(tx) });
  },
  permit: () => undefined,
  view: ({ failed, page, outages }, who) =>
    receiptsCard(titleOf(who, failed), page, {
      retries: governs(who),
      failed,
      outages: outages.map((outage) => outageLine(outage)),
    }),
  resource: ({ page, outages }) => receiptsResource(page.lines, { hasMore: page.hasNext, outages }),
});

const governs = ({ role, project }: Who) => governors(project).includes(role);

const whose = (who: Who): Whose =>
  who.project && governs(who) ? { projectId: who.project.id } : { personId: who.person.id };

function titleOf(who: Who, failed: boolean): string {
  const of = who.project && governs(who) ? `${who.project.name}, ` : 'My ';
  return `${of}${failed ? 'messages that may not have arrived' : 'messages'}`;
}
