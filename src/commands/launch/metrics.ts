import * as z from 'zod';
import { metricsCard } from '../../../cards/views/launch/metrics.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { metricsResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadAll } from './metric-facts.ts';

/** LCH-6: what is measured, what is to be reached, and how it stands. */
export const metrics = defineCommand({
  name: 'metrics',
  summary: 'Show what is measured, and whether it is enough.',
  examples: ['metrics'],
  input: z.object({}),
  scope: 'project',
  load: async (tx, _input, who) => ok(await loadAll(tx, who, 'reading')),
  permit: (who) => needs(who, viewers),
  view: (facts, _who, at) => metricsCard(facts, at),
  resource: metricsResource,
});
