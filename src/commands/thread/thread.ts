import { threadCard } from '../../../cards/views/thread/thread.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadThread } from '../../../db/queries/thread/thread.ts';
import { foundProject } from '../../domain/outcome.ts';
import { isReadByCustomers, needs } from '../../domain/project/access.ts';
import { correspondents } from '../../domain/thread/message.ts';
import { threadResource } from '../../presenters/thread.ts';
import { defineCommand } from '../../runner/define.ts';

/** Posts the card of the thread between customer and team, in whose thread both write (CUS-4). */
export const thread = defineCommand({
  name: 'thread',
  summary: 'Post the card where customer and team write to each other.',
  examples: ['thread'],
  async load(tx, _input, who) {
    // locked, so that concurrent changes update the new card too
    await lockProject(tx, who.project.id);
    return foundProject(await loadThread(tx, who.project.id));
  },
  permit: (who) => needs(who, correspondents),
  view: (facts, who) =>
    threadCard(facts, {
      audience: isReadByCustomers(who.room) ? 'customer' : 'team',
      platform: who.room?.platform,
    }),
  resource: threadResource,
  done: () => 'Both sides write in the thread of this card.',
  posts: ({ project }) => ({ kind: 'thread', id: project.id }),
});
