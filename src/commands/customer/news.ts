import * as z from 'zod';
import { feedCard } from '../../../cards/views/customer/feed.ts';
import { loadFeed } from '../../../db/queries/customer/feed.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { feedResource } from '../../presenters/customer.ts';
import { defineCommand } from '../../runner/define.ts';

/** Shows what a project has reached, as its customer reads it (CUS-3). */
export const news = defineCommand({
  name: 'news',
  synonyms: [{ words: 'feed' }],
  summary: 'Show what was reached and added, latest first.',
  examples: ['news', 'news page:2'],
  input: z.object({ page: pageSlot().optional() }),
  load: async (tx, { page }, { project }) => ok({ project, page: await loadFeed(tx, project.id, page) }),
  permit: (who) => needs(who, viewers),
  view: ({ project, page }) => feedCard(project, page),
  resource: ({ project, page }) => feedResource(project, page),
});
