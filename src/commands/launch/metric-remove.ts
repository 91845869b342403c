import * as z from 'zod';
import { metricsCard } from '../../../cards/views/launch/metrics.ts';
import { metricLetter, metricName } from '../../domain/launch/metric.ts';
import { ok } from '../../domain/outcome.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { metricsResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { loadOneMetric } from './metric-facts.ts';

/** Removes a metric and its values; the history stays. */
export const metricRemove = defineCommand({
  name: 'metric-remove',
  summary: 'Stop tracking a metric.',
  examples: ['metric remove M2'],
  input: z.object({ metric: numberedSlot(metricLetter, { named: true }) }),
  load: (tx, { metric }, who) => loadOneMetric(tx, who, metric),
  permit: (who) => needs(who, contributors),
  decide(facts) {
    const { metric, metrics } = facts;
    return ok({
      changes: [{ remove: 'metric', id: metric.id }],
      events: [{ type: 'metric_removed', before: { what: metricName(metric) } }],
      next: { ...facts, metrics: metrics.filter(({ id }) => id !== metric.id) },
    });
  },
  view: (facts, _who, at) => metricsCard(facts, at),
  resource: metricsResource,
  done: ({ metric }) => `${excerpt(metricName(metric), 100)} removed.`,
});
