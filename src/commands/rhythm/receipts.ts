import * as z from 'zod';
import { outageLine } from '../../../cards/views/outage.ts';
import { receiptsCard } from '../../../cards/views/rhythm/receipts.ts';
import { outagesOfTenant } from '../../../db/queries/delivery/outage.ts';
import { loadReceipts, type Whose } from '../../../db/queries/rhythm/receipts.ts';
import { ok } from '../../domain/outcome.ts';
import { governors, type Who } from '../../domain/project/access.ts';
import { choiceSlot } from '../../grammar/slot.ts';
import { receiptsResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';

const shown = 15;

/** Lists planned messages and their delivery, of the project or to the person (RMD-5). */
export const receipts = defineCommand({
  name: 'receipts',
  summary: 'Show what was sent, and what could not be.',
  examples: ['receipts', 'receipts failed'],
  input: z.object({ only: choiceSlot('place', 'Only', ['failed']).optional() }),
  scope: 'workspace',
  async load(tx, { only }, who) {
    const failed = only === 'failed';
    const found = await loadReceipts(tx, whose(who), failed, shown + 1);
    return ok({ failed, found, outages: await outagesOfTenant(tx) });
  },
  permit: () => undefined,
  view: ({ failed, found, outages }, who) =>
    receiptsCard(titleOf(who, failed), found.slice(0, shown), {
      more: found.length > shown,
      retries: governs(who),
      failed,
      outages: outages.map((outage) => outageLine(outage)),
    }),
  resource: ({ found, outages }) =>
    receiptsResource(found.slice(0, shown), { hasMore: found.length > shown, outages }),
});

const governs = ({ role, project }: Who) => governors(project).includes(role);

const whose = (who: Who): Whose =>
  who.project && governs(who) ? { projectId: who.project.id } : { personId: who.person.id };

function titleOf(who: Who, failed: boolean): string {
  const of = who.project && governs(who) ? `${who.project.name}, ` : 'My ';
  return `${of}${failed ? 'messages that may not have arrived' : 'messages'}`;
}
