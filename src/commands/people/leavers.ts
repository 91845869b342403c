import * as z from 'zod';
import { leaversCard } from '../../../cards/views/people/leavers.ts';
import { loadHoldings } from '../../../db/queries/people/leavers.ts';
import { ok } from '../../domain/outcome.ts';
import { canAct, hasDuties } from '../../domain/people/leaver.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { leaversResource } from '../../presenters/people.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists open work of people who left (ADM-2). */
export const leavers = defineCommand({
  name: 'leavers',
  summary: 'List the open work of people who left.',
  examples: ['leavers', 'leavers page:2'],
  input: z.object({ page: pageSlot().optional() }),
  async load(tx, { page }, who) {
    const gone = await loadHoldings(tx, who.project.id, 'gone');
    return ok({ project: who.project, gone: gone.filter((one) => hasDuties(one) || canAct(one.role)), page });
  },
  permit: (who) => needs(who, viewers),
  view: ({ project, gone, page }) => leaversCard(project, gone, { page }),
  resource: leaversResource,
});
