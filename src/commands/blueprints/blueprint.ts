import * as z from 'zod';
import { blueprintCard, blueprintsCard } from '../../../cards/views/blueprints/blueprints.ts';
import { catalogueList, type NamedBlueprint } from '../../domain/blueprints/find.ts';
import { ok } from '../../domain/outcome.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { blueprintResource, blueprintsResource } from '../../presenters/blueprints.ts';
import { defineCommand } from '../../runner/define.ts';
import { savedFor } from '../../runner/references/saved-blueprints.ts';
import { blueprintSlot, type ShownBlueprint, shownBlueprint } from './slots.ts';

type Facts = {
  all: (NamedBlueprint & { isCounted?: boolean })[];
  page: number | undefined;
  one: ShownBlueprint | undefined;
};

/** Lists the blueprints of the catalogue and those that the company saved, or shows the named one (BLU-8). */
export const blueprint = defineCommand({
  name: 'blueprint',
  synonyms: [{ words: 'blueprints' }],
  summary: 'List the blueprints: ready-made plans.',
  title: 'Blueprints',
  examples: ['blueprint', 'blueprint standard-3', 'blueprint page:2'],
  scope: 'workspace',
  input: z.object({ blueprint: blueprintSlot().optional(), page: pageSlot().optional() }),
  async load(tx, { blueprint: typed, page }, who) {
    const saved = await savedFor(tx, who);
    if (typed === undefined) return ok<Facts>({ all: [...catalogueList(), ...saved], page, one: undefined });
    const found = shownBlueprint(typed, saved, who);
    return found.ok ? ok<Facts>({ all: [], page, one: found.value }) : found;
  },
  permit: () => undefined,
  view: ({ all, page, one }) => (one ? blueprintCard(one) : blueprintsCard(all, { page })),
  resource: ({ all, one }) => (one ? blueprintResource(one) : blueprintsResource(all)),
});
