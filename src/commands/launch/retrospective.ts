import * as z from 'zod';
import {
  retrospectiveCard,
  retrospectiveMarkdown,
  retrospectiveText,
} from '../../../cards/views/launch/retrospective.ts';
import { loadPast } from '../../../db/queries/plan/past.ts';
import { retrospectiveOf } from '../../domain/launch/retrospective.ts';
import { ok, refuse } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { choiceSlot } from '../../grammar/slot.ts';
import { retrospectiveResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';

/** The Markdown characters that fit into a message besides its title. */
const maxRoomCharacters = 3000;

/** Shows the retrospective of a project (LCH); it is also posted once all is done. */
export const retrospective = defineCommand({
  name: 'retrospective',
  summary: 'Look back: planned and actual dates, what moved and why, decisions, missed milestones.',
  examples: ['retrospective', 'retrospective markdown'],
  input: z.object({ as: choiceSlot('place', 'Format', ['card', 'markdown']).optional() }),
  async load(tx, { as = 'card' }, who) {
    const past = await loadPast(tx, who.project.id);
    return past ? ok({ past, as }) : refuse({ is: 'no_project' });
  },
  permit: (who) => needs(who, viewers),
  view({ past, as }, who, at) {
    const of = retrospectiveOf(past, at.today);
    if (as === 'card') return retrospectiveCard(past, of, at);
    const most = who.platform === 'cli' ? Number.POSITIVE_INFINITY : maxRoomCharacters;
    return retrospectiveText(past.project.name, retrospectiveMarkdown(past, of, at), most);
  },
  resource: ({ past }, _who, { today }) => retrospectiveResource(past, retrospectiveOf(past, today)),
});
