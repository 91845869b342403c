import { changeOrderActions, changeOrderView } from '../../cards/views/scope/change-order.ts';
import { loadChangeOrder } from '../../db/queries/scope/change-orders.ts';
import { defineLiveCard } from './define.ts';

/** A change of what was agreed, with its figures and who has signed it (SCP-3). */
export const changeOrder = defineLiveCard({
  kind: 'change-order',
  forCustomer: 'same',
  load: loadChangeOrder,
  view: changeOrderView,
  actions: changeOrderActions,
});
