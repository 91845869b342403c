import * as z from 'zod';
import { blueprintCard } from '../../../cards/views/blueprints/blueprints.ts';
import { ok } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { blueprintResource } from '../../presenters/blueprints.ts';
import { defineCommand } from '../../runner/define.ts';
import { savedFor } from './saved-for.ts';
import { blueprintSlot, namedBlueprint } from './slots.ts';

/** Shows a blueprint with all that it brings (BLU-8). */
export const showBlueprint = defineCommand({
  name: 'blueprint-show',
  summary: 'Show a blueprint.',
  title: 'Show a blueprint',
  submit: 'Show',
  examples: ['blueprint show standard-3', 'blueprint show sprints 6'],
  scope: 'workspace',
  input: z.object({ blueprint: blueprintSlot() }),
  async load(tx, { blueprint: typed }, who) {
    const found = namedBlueprint(typed ?? 'standard-3', undefined, await savedFor(tx, who));
    if (!found.ok) return found;
    const { project } = who;
    const canApply = project !== undefined && !needs(who, governors(project));
    return ok({ ...found.value, typed: typed ?? '', canApply });
  },
  permit: () => undefined,
  view: (facts) => blueprintCard(facts),
  resource: blueprintResource,
});
