import * as z from 'zod';
import { blueprintCard } from '../../../cards/views/blueprints/blueprints.ts';
import { blueprintResource } from '../../presenters/blueprints.ts';
import { defineCommand } from '../../runner/define.ts';
import { savedFor } from '../../runner/references/saved-blueprints.ts';
import { blueprintSlot, shownBlueprint } from './slots.ts';

/** Shows a blueprint with all that it brings (BLU-8). */
export const showBlueprint = defineCommand({
  name: 'blueprint-show',
  summary: 'Show a blueprint.',
  title: 'Show a blueprint',
  submit: 'Show',
  examples: ['blueprint show standard-3', 'blueprint show sprints 6'],
  scope: 'workspace',
  input: z.object({ blueprint: blueprintSlot() }),
  load: async (tx, { blueprint }, who) =>
    shownBlueprint(blueprint ?? 'standard-3', await savedFor(tx, who), who),
  permit: () => undefined,
  view: (facts) => blueprintCard(facts),
  resource: blueprintResource,
});
