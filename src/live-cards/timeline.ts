import { timelinePicture } from '../../cards/pictures/timeline.ts';
import { timelineActions, timelineView } from '../../cards/views/plan/timeline.ts';
import { loadHealth } from '../../db/queries/project/project-facts.ts';
import { defineLiveCard } from './define.ts';

/** A project's plan by time (LCH-3), with its picture where the platforms can fetch one. */
export const timeline = defineLiveCard({
  kind: 'timeline',
  forCustomer: 'same',
  load: loadHealth,
  view: (facts, at) => timelineView(facts, at, at.picture?.('timeline', timelinePicture(facts, at.today))),
  actions: (facts) => timelineActions(facts),
});
