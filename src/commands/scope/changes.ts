import * as z from 'zod';
import { changesCard } from '../../../cards/views/scope/changes.ts';
import { loadLoggedChanges } from '../../../db/queries/customer/logged-changes.ts';
import { loadChangeOrders } from '../../../db/queries/scope/change-orders.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { changesResource } from '../../presenters/scope.ts';
import { defineCommand } from '../../runner/define.ts';

/** Lists the changes of a project, newest first: change orders and logged ones (SCP-4). */
export const changes = defineCommand({
  name: 'changes',
  summary: 'List the changes of what was agreed, newest first.',
  examples: ['changes', 'changes page:2'],
  input: z.object({ page: pageSlot().optional() }),
  async load(tx, { page }, { project }) {
    const orders = await loadChangeOrders(tx, { projectId: project.id });
    return ok({ project, orders, logged: await loadLoggedChanges(tx, project.id), page });
  },
  permit: (who) => needs(who, viewers),
  view: ({ page, ...facts }, _who, at) => changesCard(facts, at, { page }),
  resource: changesResource,
});
