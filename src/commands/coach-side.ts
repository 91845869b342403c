import type { Command } from '../runner/define.ts';
import { metricsStages } from './stages/metrics-stages.ts';
import { portfolio } from './stages/portfolio.ts';
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
];
