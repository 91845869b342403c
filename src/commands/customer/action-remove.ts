import * as z from 'zod';
import { actionsCard } from '../../../cards/views/customer/actions.ts';
import { actionName } from '../../domain/customer/action-item.ts';
import { ok } from '../../domain/outcome.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { actionsResource } from '../../presenters/customer.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { actionLetter, loadAction, sideOf } from './action-facts.ts';

/** Removes an action of the customer that is not needed any more (CUS-2). */
export const actionRemove = defineCommand({
  name: 'action-remove',
  summary: 'Remove an action of the customer.',
  title: 'Remove an action',
  submit: 'Remove',
  examples: ['action remove A1'],
  input: z.object({ action: numberedSlot(actionLetter) }),
  load: (tx, { action }, who) => loadAction(tx, who, action),
  permit: (who) => needs(who, contributors),
  decide: (facts) =>
    ok({
      changes: [{ remove: 'actionItem', id: facts.action.id }],
      events: [{ type: 'action_removed', before: { what: excerpt(actionName(facts.action), 100) } }],
      next: { ...facts, actions: facts.actions.filter(({ id }) => id !== facts.action.id) },
    }),
  view: (facts, who, at) => actionsCard(facts, at, sideOf(who)),
  resource: actionsResource,
  done: ({ action }) => `${excerpt(actionName(action), 100)} removed.`,
  offersUndo: true,
});
