import { timelinePicture } from '../../../cards/pictures/timeline.ts';
import { timelineCard } from '../../../cards/views/plan/timeline.ts';
import { loadHealth } from '../../../db/queries/project/project-facts.ts';
import { foundProject } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { timelineResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';

/** Shows the plan by time (LCH-3). */
export const timeline = defineCommand({
  name: 'timeline',
  summary: 'Show what is done, due this week, due later and due after the launch.',
  examples: ['timeline'],
  load: async (tx, _input, who) => foundProject(await loadHealth(tx, who.project.id)),
  permit: (who) => needs(who, viewers),
  view: (facts, _who, at) =>
    timelineCard(facts, at, at.picture('timeline', timelinePicture(facts, at.today))),
  resource: (facts, _who, { today }) => timelineResource(facts, today),
});
