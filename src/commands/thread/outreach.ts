import * as z from 'zod';
import { outreachCard } from '../../../cards/views/thread/outreach.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { findOutreach } from '../../../db/queries/thread/outreach.ts';
import { blockerKey } from '../../domain/health/blocker.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import type { OutreachFacts } from '../../domain/thread/outreach.ts';
import { outreachResource } from '../../presenters/thread.ts';
import { defineCommand } from '../../runner/define.ts';
import { blockerNumberSlot } from './message-slot.ts';

/** Posts the card of a blocker: the latest message about it, and whether the customer answered (CUS-5). */
export const outreach = defineCommand({
  name: 'outreach',
  summary: 'Post a blocker’s card: what was written to the customer, and whether they answered.',
  title: 'Show a blocker',
  submit: 'Show',
  examples: ['outreach B4'],
  input: z.object({ blocker: blockerNumberSlot('place') }),
  async load(tx, { blocker: number }, who): Promise<Outcome<OutreachFacts>> {
    const { project } = who;
    // locked, so that concurrent changes update the new card too
    await lockProject(tx, project.id);
    const found = await findOutreach(tx, project.id, number);
    if (!found)
      return rule(`There is no blocker ${blockerKey({ number })} here.`, 'The health shows the open ones.', {
        label: 'Health',
        command: 'health',
        input: {},
      });
    return ok({ ...found, project });
  },
  permit: (who) => needs(who, contributors),
  view: (facts) => outreachCard(facts),
  resource: outreachResource,
  done: ({ blocker }) => `Posting the card of ${blockerKey(blocker)}.`,
  posts: ({ blocker }) => ({ kind: 'blocker', id: blocker.id }),
});
