import { timelinePicture } from '../../../cards/pictures/timeline.ts';
import { timelineCard } from '../../../cards/views/plan/timeline.ts';
import { loadHealth } from '../../../db/queries/project/project-facts.ts';
import { ok, refuse } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { timelineResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';

/** Shows the plan by time (LCH-3). */
export const timeline = defineCommand({
  name: 'timeline',
  summary: 'Show what was done, what comes this week and next, and what after the launch.',
  examples: ['timeline'],
  async load(tx, _input, who) {
    const facts = await loadHealth(tx, who.project.id);
    return facts ? ok(facts) : refuse({ is: 'no_project' });
  },
  permit: (who) => needs(who, viewers),
  view: (facts, _who, at) =>
    timelineCard(facts, at, at.picture('timeline', timelinePicture(facts, at.today))),
  resource: (facts, _who, { today }) => timelineResource(facts, today),
});
