import * as z from 'zod';
import { actionsCard } from '../../../cards/views/customer/actions.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { actionsResource } from '../../presenters/customer.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadActionsOf, sideOf } from './action-facts.ts';

/** Lists what the customer must do (CUS-2). */
export const actions = defineCommand({
  name: 'actions',
  summary: 'List what the customer must do, the most urgent first.',
  examples: ['actions', 'actions page:2'],
  input: z.object({ page: pageSlot().optional() }),
  load: async (tx, { page }, who) => ok({ ...(await loadActionsOf(tx, who, 'reading')), page }),
  permit: (who) => needs(who, viewers),
  view: (facts, who, at) => actionsCard(facts, at, sideOf(who), facts),
  resource: actionsResource,
});
