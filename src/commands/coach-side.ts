import type { Command } from '../runner/define.ts';
import { metricsStages } from './stages/metrics-stages.ts';
import { portfolio } from './stages/portfolio.ts';
import { programme } from './stages/programmes/programme.ts';
import { programmeAsk } from './stages/programmes/programme-ask.ts';
import { programmeBlueprint } from './stages/programmes/programme-blueprint.ts';
import { programmeExport } from './stages/programmes/programme-export.ts';
import { programmes } from './stages/programmes/programmes.ts';
import { queue } from './stages/queue.ts';
import { queueApprove } from './stages/queue-approve.ts';
import { queueAsk } from './stages/queue-ask.ts';
import { queueReturn } from './stages/queue-return.ts';

/** The commands of a coach about all their companies, in the order of help. */
export const coachSide: readonly Command[] = [
  queue,
  queueApprove,
  queueReturn,
  queueAsk,
  portfolio,
  metricsStages,
  programme,
  programmes,
  programmeAsk,
  programmeBlueprint,
  programmeExport,
];
