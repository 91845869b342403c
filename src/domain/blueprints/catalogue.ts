import type { Blueprint } from './blueprint.ts';
import { automation } from './catalogue/automation.ts';
import { dashboard } from './catalogue/dashboard.ts';
import { featureFlags } from './catalogue/feature-flags.ts';
import { fivePhase } from './catalogue/five-phase.ts';
import { goal } from './catalogue/goal.ts';
import { integration } from './catalogue/integration.ts';
import { launch } from './catalogue/launch.ts';
import { marketStages } from './catalogue/market-stages.ts';
import { parallelStreams } from './catalogue/parallel-streams.ts';
import { progressiveDeployment } from './catalogue/progressive-deployment.ts';
import { maxSprints, sprints } from './catalogue/sprints.ts';
import { standardThree } from './catalogue/standard-3.ts';

/** A blueprint whose number of milestones is asked for. */
export type CountedBlueprint = { make: (count: number) => Blueprint; max: number; usual: number };

/** The blueprints that everybody has, by the name that people type (BLU-1 to BLU-7). */
export const catalogue = {
  'standard-3': standardThree,
  'five-phase': fivePhase,
  sprints: { make: sprints, max: maxSprints, usual: 6 },
  automation,
  integration,
  dashboard,
  'progressive-deployment': progressiveDeployment,
  'feature-flags': featureFlags,
  'parallel-streams': parallelStreams,
  'market-stages': marketStages,
  goal,
  launch,
} as const satisfies Readonly<Record<string, Blueprint | CountedBlueprint>>;
