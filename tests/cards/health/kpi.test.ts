import { expect, it } from 'vitest';
import { kpiCard, kpiRecordsCard } from '../../../cards/views/health/kpi.ts';
import type { Kpi, KpiRecord } from '../../../src/domain/health/kpi-records.ts';
import { projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const kpi = (name: Kpi['name'], value: number | null, more: Partial<Kpi> = {}): Kpi => ({
  name,
  value,
  unit: 'percent',
  target: null,
  records: [],
  ...more,
});
const kpis = [
  kpi('on_time', 92, { target: { is: 'above', value: 90 } }),
  kpi('approval_rate', 80, { target: { is: 'above', value: 95 } }),
  kpi('review_time', 1.5, { unit: 'days' }),
  kpi('scope_creep', null, { target: { is: 'below', value: 10 } }),
  kpi('payment_time', 6, { unit: 'days', target: { is: 'below', value: 5 } }),
  kpi('late_payments', 1, { unit: 'count' }),
];
const of = { number: 3, name: 'Beta launch', outcome: null, project: 'Apollo', zone: 'UTC', day: today };
const records: KpiRecord[] = [
  { ...of, is: 'on_time', dueDate: '2026-12-04', good: false },
  { ...of, is: 'approval_rate', decision: 'approved', isSilent: true, good: true },
  { ...of, is: 'review_time', days: 1, good: null },
  { ...of, is: 'scope_creep', key: 'CO1', added: 2.5, good: false },
  { ...of, is: 'payment_time', days: 3, good: true },
  { ...of, is: 'late_payments', dueOn: '2026-12-04', paidOn: null, good: null },
  { ...of, is: 'profitability', profit: 41.5, good: true },
];
const project = projectOf('client');
const whole = { from: null, to: null };
const some = { from: '2026-11-01', to: today };

const shown: Shown[] = [
  ['the figures of a project', kpiCard(kpis, { project, period: whole, today })],
  [
    'with a picture',
    kpiCard(
      kpis,
      { project, period: whole, today },
      { url: 'https://milepost.example.com/pictures/abc.png', drawn: kpis },
    ),
  ],
  ['of all projects in a period', kpiCard(kpis, { project: undefined, period: some, today })],
  ...records.map((record): Shown => {
    const figure = kpi(record.is, 50, { records: [record] });
    return [
      `a record of ${record.is}`,
      kpiRecordsCard(figure, { project: undefined, period: whole, today, page: undefined }),
    ];
  }),
  ['no records', kpiRecordsCard(kpi('on_time', null), { project, period: some, today, page: undefined })],
];

it('key figures read alike and well on both platforms', async () => {
  await expect(sideBySide('Key figures', shown)).toMatchFileSnapshot('kpi.golden.md');
});
