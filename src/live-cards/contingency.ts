import { contingencyActions, contingencyView } from '../../cards/views/launch/contingency.ts';
import { loadContingency } from '../../db/queries/launch/launch.ts';
import { defineLiveCard } from './define.ts';

/** What is proposed if something holds (LCH-5). */
export const contingency = defineLiveCard({
  kind: 'contingency',
  load: loadContingency,
  view: contingencyView,
  actions: contingencyActions,
});
