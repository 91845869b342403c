import { healthCard } from '../../../cards/views/health/health.ts';
import { loadHealth } from '../../../db/queries/project/project-facts.ts';
import type { HealthFacts } from '../../domain/facts.ts';
import { burnOf } from '../../domain/health/burn.ts';
import { earlyWarnings } from '../../domain/health/early-warnings.ts';
import { greenPath } from '../../domain/health/green-path.ts';
import { healthOf, reasonsOf, signalsOf } from '../../domain/health/health.ts';
import { foundProject } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { healthResource } from '../../presenters/health.ts';
import { defineCommand } from '../../runner/define.ts';

/** Shows the health of a project, its reasons and what would improve it (HLT-1 to HLT-5). */
export const health = defineCommand({
  name: 'health',
  summary: 'Show how the project is doing, and why.',
  examples: ['health'],
  load: async (tx, _input, who) => foundProject(await loadHealth(tx, who.project.id)),
  permit: (who) => needs(who, viewers),
  view: (facts, _who, at) => healthCard({ facts, ...assess(facts, at.today) }, at),
  resource: (facts, _who, { today }) => healthResource(facts.project, assess(facts, today)),
});

function assess(facts: HealthFacts, today: string) {
  const signals = signalsOf(facts, today);
  const burn = burnOf(facts, today);
  const warnings = earlyWarnings(facts, burn.time, facts.changeRequests);
  return { health: healthOf(signals), reasons: reasonsOf(signals), path: greenPath(signals), warnings, burn };
}
