import { cadencesCard } from '../../../cards/views/rhythm/project-cadences.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { cadencesResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadAllCadences } from './cadence-facts.ts';

/** Lists the recurring and dated messages of a project (LCH-8). */
export const cadences = defineCommand({
  name: 'cadences',
  summary: 'Show what is said when.',
  examples: ['cadences'],
  load: async (tx, _input, who) => ok(await loadAllCadences(tx, who, 'reading')),
  permit: (who) => needs(who, viewers),
  view: (facts, _who, at) => cadencesCard(facts, at),
  resource: cadencesResource,
});
