import * as z from 'zod';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { referenceSlot } from '../../grammar/slot.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadFacts, prefetchNumbered } from '../../runner/references/find.ts';

/** Posts a milestone's live card into the room (LIVE-1). */
export const show = defineCommand({
  name: 'show',
  summary: 'Post a milestone’s card here.',
  examples: ['show 3', 'show Beta launch'],
  input: z.object({ milestone: referenceSlot('Milestone', 'rest') }),
  // locked, so that concurrent changes update the new card too
  prefetch: (tx, { milestone }) => prefetchNumbered(tx, milestone),
  load: (tx, { milestone }, who, _at, prefetched) => loadFacts(tx, who, milestone, 'changing', prefetched),
  permit: (who) => needs(who, viewers),
  view: (facts, _who, at) => milestoneCard(facts, at),
  resource: milestoneResource,
  done: ({ milestone }) => `Posting the card of ${milestoneName(milestone)}.`,
  posts: ({ milestone }) => ({ kind: 'milestone', id: milestone.id }),
});
