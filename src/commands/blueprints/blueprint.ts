import * as z from 'zod';
import { blueprintsCard } from '../../../cards/views/blueprints/blueprints.ts';
import { catalogueList } from '../../domain/blueprints/find.ts';
import { ok } from '../../domain/outcome.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { blueprintsResource } from '../../presenters/blueprints.ts';
import { defineCommand } from '../../runner/define.ts';
import { savedFor } from './saved-for.ts';

/** Lists the blueprints of the catalogue and those that the company saved (BLU-8). */
export const blueprint = defineCommand({
  name: 'blueprint',
  synonyms: [{ words: 'blueprints' }],
  summary: 'List the blueprints: ready-made plans.',
  title: 'Blueprints',
  examples: ['blueprint', 'blueprint page:2'],
  scope: 'workspace',
  input: z.object({ page: pageSlot().optional() }),
  load: async (tx, { page }, who) => ok({ all: [...catalogueList(), ...(await savedFor(tx, who))], page }),
  permit: () => undefined,
  view: ({ all, page }) => blueprintsCard(all, { page }),
  resource: ({ all }) => blueprintsResource(all),
});
