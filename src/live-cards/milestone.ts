import { milestoneActions, milestoneView } from '../../cards/views/plan/milestone.ts';
import { loadMilestone } from '../../db/queries/plan/milestone-facts.ts';
import { defineLiveCard } from './define.ts';

/** A milestone and its state (LIVE-1). */
export const milestone = defineLiveCard({
  kind: 'milestone',
  forCustomer: 'same',
  load: loadMilestone,
  view: milestoneView,
  actions: milestoneActions,
});
