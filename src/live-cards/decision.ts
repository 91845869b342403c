import { decisionActions, decisionView } from '../../cards/views/launch/decision.ts';
import { loadDecision } from '../../db/queries/launch/launch.ts';
import { defineLiveCard } from './define.ts';

/** A go/no-go decision with its votes (LCH-4). */
export const decision = defineLiveCard({
  kind: 'decision',
  forCustomer: 'nothing',
  load: loadDecision,
  view: decisionView,
  actions: decisionActions,
});
