import * as z from 'zod';
import { metricsCard } from '../../../cards/views/launch/metrics.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { metricsResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadAllMetrics } from './metric-facts.ts';

/** Lists the metrics of a project with target and status (LCH-6). */
export const metrics = defineCommand({
  name: 'metrics',
  summary: 'List metrics, and whether each meets its target.',
  examples: ['metrics', 'metrics page:2'],
  input: z.object({ page: pageSlot().optional() }),
  load: async (tx, { page }, who) => ok({ ...(await loadAllMetrics(tx, who, 'reading')), page }),
  permit: (who) => needs(who, viewers),
  view: (facts, _who, at) => metricsCard(facts, at, facts),
  resource: metricsResource,
});
