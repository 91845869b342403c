import { expect, it } from 'vitest';
import { checkpointCard, metricsCard } from '../../../cards/views/launch/metrics.ts';
import { type MetricWithValues, newMetric } from '../../../src/domain/launch/metric.ts';
import { at, projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const measured = (
  number: number,
  name: string,
  more: Partial<MetricWithValues> = {},
  values: string[] = [],
): MetricWithValues => ({
  ...newMetric({ id: `x${number}`, projectId: 'p1', number, name }),
  ...more,
  values: values.map((value) => ({ value, note: null, at })),
});

const project = projectOf('launch');
const metrics = [
  measured(1, 'Page load', { target: '< 2s', checkpoint: '2027-02-19' }, ['2.4 s', '1.8', '1400 ms']),
  measured(2, 'Sign-ups', { target: '100+', checkpoint: '2027-02-19' }, ['40']),
  measured(3, 'Uptime', { target: '99.9 %', stage: 'Month 1' }),
  measured(4, 'Joy', { target: 'people smile' }, ['many']),
  measured(5, 'Revenue', {}, ['$5,000', '$5,000']),
];
const sent = { slot: at, now: '2026-12-07T09:00:02.000Z', zone: 'UTC', today };

const shown: Shown[] = [
  ['metrics', metricsCard({ project, metrics }, { today })],
  ['none yet', metricsCard({ project, metrics: [] }, { today })],
  [
    'more than fit',
    metricsCard(
      { project, metrics: Array.from({ length: 18 }, (_, n) => measured(n + 1, 'long '.repeat(19).trim())) },
      { today },
    ),
  ],
  ['a checkpoint', checkpointCard({ project, metrics: metrics.slice(0, 2) }, today, sent)],
  [
    'a checkpoint without values',
    checkpointCard({ project, metrics: [metrics[2] ?? measured(9, 'x')] }, today, sent),
  ],
  [
    'a checkpoint that is late',
    checkpointCard({ project, metrics: metrics.slice(0, 1) }, today, {
      ...sent,
      now: '2026-12-07T15:00:00.000Z',
    }),
  ],
];

it('metrics read alike and well on both platforms', async () => {
  await expect(sideBySide('Metrics', shown)).toMatchFileSnapshot('metrics.golden.md');
});
