import fc from 'fast-check';
import { expect, it } from 'vitest';
import { barChartOf } from '../../../src/domain/plan/bars.ts';
import { anyPlan, done, on, plan, step, today } from '../../pictures/plans.ts';

const numbersOf = (facts: Parameters<typeof barChartOf>[0]) =>
  barChartOf(facts, today).bars.map(({ milestone }) => milestone.number);

const range = (from: number, count: number) => Array.from({ length: count }, (_, nth) => from + nth);

it('each milestone is a bar, or counted by the reason why not; a bar never runs backwards', () => {
  fc.assert(
    fc.property(anyPlan, (facts) => {
      const { bars, rest } = barChartOf(facts, today);
      const { done: before, dueLater, undated } = rest;
      expect(bars.length + before + dueLater + undated).toBe(facts.milestones.length);
      expect(bars.length).toBeLessThanOrEqual(12);
      if (bars.length < 12) expect(before + dueLater).toBe(0);
      for (const { from, to } of bars) expect(from <= to).toBe(true);
    }),
  );
});

it('the earliest open ones come before what was done, of which the last is kept', () => {
  const past = Array.from({ length: 9 }, (_, nth) => done(nth + 1, 'Past', nth - 30));
  const open = Array.from({ length: 20 }, (_, nth) => step(nth + 10, 'Open', nth - 2));
  expect(numbersOf(plan([...open.slice(0, 9), ...past]))).toEqual([7, 8, 9, ...range(10, 9)]);
  expect(numbersOf(plan([...open, ...past]))).toEqual([...range(10, 12)]);
});

it('the forecast is the burn-up’s: two of four in three weeks are all in six', () => {
  const facts = plan([done(1, 'One', -9), done(2, 'Two', -3), step(3, 'Three', 3), step(4, 'Four', 9)]);
  expect(barChartOf(facts, today).forecast).toBe(on(21));
  expect(barChartOf(plan([step(1, 'One', 3)]), today).forecast).toBeNull();
});
