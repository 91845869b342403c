import * as z from 'zod';
import { metricsCard } from '../../../cards/views/launch/metrics.ts';
import { metricLetter, metricName, metricStatus } from '../../domain/launch/metric.ts';
import { quantityOf } from '../../domain/launch/quantity.ts';
import { invalid, ok } from '../../domain/outcome.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { textSlot } from '../../grammar/slot.ts';
import { metricsResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { loadOneMetric } from './metric-facts.ts';

/** Posts a value of a metric (LCH-6). */
export const metricSet = defineCommand({
  name: 'metric-set',
  summary: 'Record a value of a metric.',
  title: 'Record a value',
  submit: 'Save',
  examples: ['metric set M2 1.4 s', 'metric set "page load" 1400 ms note:"after the cache"'],
  input: z.object({
    metric: numberedSlot(metricLetter, { named: true }),
    value: textSlot('rest', 'Value', { max: 60 }, '1.4 s'),
    note: textSlot('key', 'Note', { max: 200 }).optional(),
  }),
  load: (tx, { metric }, who) => loadOneMetric(tx, who, metric),
  permit: (who) => needs(who, contributors),
  subject: ({ metric }) => excerpt(metricName(metric), 100),
  opened: ({ metric: { target, values } }) => ({ on: [target, values.at(-1)?.at] }),
  decide(facts, { value, note = null }, who, at) {
    if (!quantityOf(value)) return invalid('metric-set', 'value', unread(value));
    const { project, metric, metrics } = facts;
    const said = { value, note, at: at.now };
    const next = { ...metric, values: [...metric.values, said] };
    const was = metric.values.at(-1);
    const of = { projectId: project.id, metricId: metric.id, authorId: who.person.id };
    return ok({
      changes: [{ add: 'metricValue', row: { id: at.newId(), ...of, ...said } }],
      events: [
        {
          type: 'metric_valued',
          before: was ? { value: was.value } : {},
          after: { what: metricName(metric), value },
          ...(note ? { note } : {}),
        },
      ],
      next: { ...facts, metric: next, metrics: metrics.map((one) => (one.id === next.id ? next : one)) },
    });
  },
  view: (facts, _who, at) => metricsCard(facts, at),
  resource: metricsResource,
  done({ metric }) {
    const stands = metricStatus(metric);
    const words = { met: ', the target is met', not_met: ', the target is not met', unknown: '' }[stands.is];
    const why =
      stands.is === 'unknown' && metric.target
        ? ` Milepost cannot tell whether that meets the target: ${stands.why}.`
        : '';
    return `${excerpt(metricName(metric), 100)} is ${metric.values.at(-1)?.value ?? ''}${words}.${why}`;
  },
});

const unread = (value: string) =>
  `The value “${excerpt(value, 60)}” cannot be read. Write 1.4 s, 1,200, 99.5% or $5,000.`;
