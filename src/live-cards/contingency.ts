import { contingencyActions, contingencyView } from '../../cards/views/launch/contingency.ts';
import { loadContingency } from '../../db/queries/launch/launch.ts';
import { defineLiveCard } from './define.ts';

/** A contingency and its state (LCH-5). */
export const contingency = defineLiveCard({
  kind: 'contingency',
  forCustomer: 'nothing',
  load: loadContingency,
  view: contingencyView,
  actions: contingencyActions,
});
