import * as z from 'zod';
import { cadencesCard } from '../../../cards/views/rhythm/project-cadences.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { cadencesResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadAllCadences } from './cadence-facts.ts';

/** Lists the recurring and dated messages of a project (LCH-8). */
export const cadences = defineCommand({
  name: 'cadences',
  summary: 'List the scheduled messages.',
  examples: ['cadences', 'cadences page:2'],
  input: z.object({ page: pageSlot().optional() }),
  load: async (tx, { page }, who) => ok({ ...(await loadAllCadences(tx, who, 'reading')), page }),
  permit: (who) => needs(who, viewers),
  view: (facts, _who, at) => cadencesCard(facts, at, facts),
  resource: cadencesResource,
});
