import { proposalActions, proposalView } from '../../cards/views/proposals/proposal.ts';
import { loadProposal } from '../../db/queries/proposals/proposals.ts';
import { defineLiveCard } from './define.ts';

/** A plan that was sent to the customer, and whether they accepted it (CUS-10). */
export const proposal = defineLiveCard({
  kind: 'proposal',
  forCustomer: 'same',
  load: loadProposal,
  view: proposalView,
  actions: proposalActions,
});
