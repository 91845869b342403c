import * as z from 'zod';
import { timelinePicture } from '../../../cards/pictures/timeline.ts';
import { timelineCard } from '../../../cards/views/plan/timeline.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadHealth } from '../../../db/queries/project/project-facts.ts';
import { ok, refuse } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { choiceSlot } from '../../grammar/slot.ts';
import { timelineResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';

/** Shows the plan by time (LCH-3), or posts it into the room as a live card (LIVE-1). */
export const timeline = defineCommand({
  name: 'timeline',
  summary: 'Show what is done, due this week, due later and due after the launch.',
  examples: ['timeline', 'timeline post'],
  input: z.object({
    action: choiceSlot('place', 'Post', ['post'], {
      hint: 'post it here for everybody, kept up to date',
    }).optional(),
  }),
  async load(tx, { action }, who) {
    // so that concurrent changes update the new card too
    if (action === 'post') await lockProject(tx, who.project.id);
    const facts = await loadHealth(tx, who.project.id);
    return facts ? ok({ facts, isPosted: action === 'post' }) : refuse({ is: 'no_project' });
  },
  permit: (who) => needs(who, viewers),
  view: ({ facts }, _who, at) => ({
    ...timelineCard(facts, at, at.picture('timeline', timelinePicture(facts, at.today))),
    of: { kind: 'timeline', id: facts.project.id },
  }),
  resource: ({ facts }, _who, { today }) => timelineResource(facts, today),
  done: ({ facts }) => `Posting the timeline of ${facts.project.name}.`,
  posts: ({ facts, isPosted }) => (isPosted ? { kind: 'timeline', id: facts.project.id } : undefined),
});
