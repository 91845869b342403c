import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cashPicture } from '../../cards/pictures/cash.ts';
import { kpiPicture } from '../../cards/pictures/kpi.ts';
import { hexOf } from '../../cards/states.ts';
import { type Kpi, type KpiRecord, kpiNames } from '../../src/domain/health/kpi-records.ts';
import { cashByWeek } from '../../src/domain/money/budget.ts';
import { maxMinorUnits } from '../../src/domain/money/money.ts';
import { anyName, on, today } from './plans.ts';
import { readSvg } from './read-svg.ts';
import { expectReadable } from './readable.ts';

const cash = (of: [days: number, minor: number][], undated = 0, currency = 'GBP') => ({
  weeks: cashByWeek(
    of.map(([days, minor]) => ({ on: on(days), minor })),
    today,
  ),
  undated,
  total: of.reduce((sum, [, minor]) => sum + minor, undated),
  currency,
});
const drawnCash = (...of: Parameters<typeof cash>) =>
  readSvg(cashPicture({ name: 'Apollo' }, cash(...of), today));
const widthsOf = ({ shapes }: ReturnType<typeof readSvg>, wanted: string) =>
  shapes.filter(({ kind }) => kind === wanted).map(({ left, right }) => right - left);

describe('the picture of the cash', () => {
  const anyMoney = fc.integer({ min: 1, max: maxMinorUnits });
  it('keeps its texts apart from each other, the bars and the edge, whatever is expected', () => {
    fc.assert(
      fc.property(
        anyName,
        fc.array(fc.tuple(fc.integer({ min: -40, max: 900 }), anyMoney), { maxLength: 20 }),
        fc.oneof(fc.constant(0), anyMoney),
        fc.constantFrom('GBP', 'JPY', 'KWD', 'INR', 'BRL', 'GEL'),
        (name, of, undated, currency) => {
          // seven of the largest prices are more than a number holds exactly
          const few = of.map(([days, minor]): [number, number] => [days, Math.ceil(minor / 20)]);
          expectReadable(readSvg(cashPicture({ name }, cash(few, undated, currency), today)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('has a bar for each week with money, as long as its amount, and says which weeks have none', () => {
    const drawing = drawnCash([
      [-3, 100_00],
      [2, 100_00],
      [23, 400_00],
      [40, 50_50],
    ]);
    expect(drawing.texts.map(({ words }) => words)).toEqual([
      'Apollo: cash',
      '£650.50 is expected, with tax',
      'This week',
      '£200',
      '2 weeks with nothing',
      'Week of 28 Dec',
      '£400',
      '1 week with nothing',
      'Week of 11 Jan 2027',
      '£50.50',
    ]);
    const [first = 0, second = 0, third = 0] = widthsOf(drawing, 'week');
    expect([first / second, third / second]).toEqual([expect.closeTo(0.5, 2), expect.closeTo(0.126, 2)]);
  });

  it('draws money without a date with an outline alone, and counts the weeks it leaves out', () => {
    const many = Array.from({ length: 14 }, (_, week): [number, number] => [7 * week, 100]);
    const drawing = drawnCash(many, 500_00);
    const words = drawing.texts.map((text) => text.words);
    expect(words).toEqual(expect.arrayContaining(['No date yet', '£500', 'and 2 more weeks']));
    expect([widthsOf(drawing, 'week').length, widthsOf(drawing, 'undated').length]).toEqual([12, 1]);
  });

  it('writes the code of a currency whose sign the font does not have', () => {
    const amounts = (currency: string) => drawnCash([[2, 3_000_00]], 0, currency).texts.at(-1)?.words;
    expect([amounts('GBP'), amounts('EUR'), amounts('INR')]).toEqual(['£3,000', '€3,000', 'INR 3,000']);
  });
});

const kpi = (name: Kpi['name'], value: number | null, more: Partial<Kpi> = {}): Kpi => ({
  name,
  value,
  unit: 'percent',
  target: null,
  records: [],
  ...more,
});
const record = (good: boolean | null): KpiRecord => ({
  is: 'payment_time',
  days: 1,
  number: 1,
  name: 'Beta',
  outcome: null,
  project: 'Apollo',
  zone: 'UTC',
  day: today,
  good,
});

describe('the picture of the figures', () => {
  const anyKpi = fc
    .record({
      name: fc.constantFrom(...kpiNames),
      value: fc.option(fc.integer({ min: -9_999, max: 99_999 }).map((tenths) => tenths / 10)),
      unit: fc.constantFrom('percent' as const, 'days' as const, 'count' as const),
      target: fc.option(
        fc.record({
          is: fc.constantFrom('above' as const, 'below' as const),
          value: fc.constantFrom(5, 10, 40, 95),
        }),
      ),
      count: fc.nat(999),
    })
    .map(({ name, value, unit, target, count }) =>
      kpi(name, value, {
        unit,
        target,
        records: Array.from({ length: count }, (_, nth) => record(nth % 2 === 0)),
      }),
    );
  it('keeps its texts apart from each other, the bars and the edge, whatever they are', () => {
    fc.assert(
      fc.property(anyName, fc.array(anyKpi, { maxLength: 7 }), (name, kpis) =>
        expectReadable(readSvg(kpiPicture({ name }, kpis))),
      ),
      { numRuns: 200 },
    );
  });

  it('shows each figure beside its target, by bar, colour and word', () => {
    const drawing = readSvg(
      kpiPicture({ name: 'Apollo' }, [
        kpi('on_time', 50, { target: { is: 'above', value: 90 }, records: [record(true), record(false)] }),
        kpi('payment_time', 2.5, {
          unit: 'days',
          target: { is: 'below', value: 5 },
          records: [record(true)],
        }),
        kpi('scope_creep', null, { target: { is: 'below', value: 10 } }),
        kpi('late_payments', 1, { unit: 'count', records: [record(false)] }),
      ]),
    );
    expect(drawing.texts.map(({ words }) => words)).toEqual([
      'Apollo: figures',
      'On-time completion',
      '50 %',
      '1 of 2, target above 90 %, not met',
      'Approval to payment',
      '2.5 days',
      'Target below 5 days, met',
      'Scope creep',
      'Nothing to measure yet, target below 10 %',
      'Late payments',
      '1',
      'Of 1 invoice',
    ]);
    const figures = drawing.shapes.filter(({ kind }) => kind === 'figure');
    expect(figures.map(({ fill }) => fill)).toEqual([hexOf.red.light, hexOf.green.light]);
    const [scale = 0] = widthsOf(drawing, 'scale');
    expect(widthsOf(drawing, 'figure').map((wide) => wide / scale)).toEqual([
      expect.closeTo(0.5, 2),
      expect.closeTo(0.25, 2),
    ]);
    expect(widthsOf(drawing, 'goal').map((wide) => wide / scale)).toEqual([
      expect.closeTo(0.1, 2),
      expect.closeTo(0.5, 2),
      expect.closeTo(0.5, 2),
    ]);
  });
});
