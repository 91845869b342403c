import { outreachActions, outreachView } from '../../cards/views/thread/outreach.ts';
import { loadOutreach } from '../../db/queries/thread/outreach.ts';
import { defineLiveCard } from './define.ts';

/** A blocker with what was written to the customer about it (CUS-5); for the team, because its words are theirs. */
export const blocker = defineLiveCard({
  kind: 'blocker',
  forCustomer: 'nothing',
  load: loadOutreach,
  view: outreachView,
  actions: outreachActions,
});
