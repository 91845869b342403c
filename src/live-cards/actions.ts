import { actionsActions, actionsView } from '../../cards/views/customer/actions.ts';
import { loadActionsCard } from '../../db/queries/customer/actions.ts';
import { defineDrawing, defineLiveCard } from './define.ts';

/** What the customer must do (CUS-2); the id is the project's. */
export const actions = defineLiveCard({
  kind: 'actions',
  load: loadActionsCard,
  view: actionsView('team'),
  actions: actionsActions('team'),
  forCustomer: defineDrawing({
    load: loadActionsCard,
    view: actionsView('customer'),
    actions: actionsActions('customer'),
  }),
});
