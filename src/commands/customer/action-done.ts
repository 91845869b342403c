import * as z from 'zod';
import { actionDoneNews, actionsCard } from '../../../cards/views/customer/actions.ts';
import { actionName } from '../../domain/customer/action-item.ts';
import { ok } from '../../domain/outcome.ts';
import { needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { actionsResource } from '../../presenters/customer.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { actionLetter, completers, loadAction, requireOpen, sideOf, withAction } from './action-facts.ts';

/** Completes an action of the customer, from either side (CUS-2). */
export const actionDone = defineCommand({
  name: 'action-done',
  summary: 'Complete an action of the customer.',
  title: 'Complete an action',
  submit: 'Done',
  examples: ['action done A1'],
  input: z.object({ action: numberedSlot(actionLetter) }),
  load: (tx, { action }, who) => loadAction(tx, who, action),
  permit: (who) => needs(who, completers),
  decide(facts, _input, who, at) {
    const open = requireOpen(facts.action);
    if (!open.ok) return open;
    const set = { completedById: who.person.id, completedAt: at.now };
    const action = { ...facts.action, ...set, completedBy: who.person.name };
    return ok({
      changes: [{ alter: 'actionItem', id: action.id, set }],
      events: [{ type: 'action_completed', after: { what: excerpt(actionName(action), 100) } }],
      next: { ...facts, action, actions: withAction(facts.actions, action) },
    });
  },
  view: (facts, who, at) => actionsCard(facts, at, sideOf(who)),
  resource: actionsResource,
  done: ({ action }) => `${excerpt(actionName(action), 100)} completed.`,
  news: ({ action }, who) => (who.role === 'client' ? actionDoneNews(action) : undefined),
  audience: () => 'team',
});
