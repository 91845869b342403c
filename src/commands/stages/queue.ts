import * as z from 'zod';
import { queueCard } from '../../../cards/views/stages/queue.ts';
import { countCompanies, loadQueue } from '../../../db/queries/stages/queue.ts';
import { ok } from '../../domain/outcome.ts';
import { placedPage } from '../../domain/page.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { queueResource } from '../../presenters/queue.ts';
import { defineCommand } from '../../runner/define.ts';
import { readIn } from './read-in.ts';

/** Shows what waits for the person in all companies that they coach, oldest first (STG-5). */
export const queue = defineCommand({
  name: 'queue',
  summary: 'Show what waits for you in all companies that you coach.',
  examples: ['queue', 'queue page:2'],
  scope: 'workspace',
  input: z.object({ page: pageSlot().optional() }),
  async load(tx, { page = 1 }, { person }) {
    const { lines, total, asked } = await loadQueue(tx, person.id, page);
    const coaches = total > 0 ? 1 : await countCompanies(tx, person.id);
    return ok({ queue: { ...placedPage(lines, total, page), asked }, coaches });
  },
  permit: () => undefined,
  view: (facts, who) => queueCard(facts.queue, facts.coaches, readIn(who)),
  resource: (facts) => queueResource(facts.queue),
});
