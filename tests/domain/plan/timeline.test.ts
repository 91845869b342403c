import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TimedMilestone, timelineOf } from '../../../src/domain/plan/timeline.ts';
import { dateOf } from '../../../src/domain/time/dates.ts';

/** Wednesday. */
const today = '2026-12-09';
const plan = { target: '2026-12-18', zone: 'Europe/London' };

const step = (number: number, more: Partial<TimedMilestone> = {}): TimedMilestone => ({
  outcome: null,
  id: `m${number}`,
  number,
  name: `Step ${number}`,
  status: 'upcoming',
  startDate: null,
  dueDate: null,
  doneAt: null,
  submittedAt: null,
  ...more,
});
const due = (number: number, dueDate: string) => step(number, { dueDate });
const done = (number: number, day: string) =>
  step(number, { status: 'done', doneAt: `${day}T23:30:00.000Z` });

const numbers = (periods: { from: string | null; milestones: TimedMilestone[] }[]) =>
  periods.map(({ from, milestones }) => [from, ...milestones.map(({ number }) => number)]);

describe('a timeline', () => {
  it('tells this week by day, the next ones by week, and what comes after the launch by month', () => {
    const of = timelineOf(
      [
        due(1, '2026-12-09'),
        due(2, '2026-12-13'),
        due(3, '2026-12-11'),
        due(4, '2026-12-14'),
        due(5, '2026-12-18'),
        due(6, '2026-12-19'),
        due(7, '2027-01-31'),
        due(8, '2026-12-08'),
        due(9, '2026-12-04'),
        step(10),
      ],
      plan,
      today,
    );
    expect(numbers(of.week)).toEqual([
      ['2026-12-09', 1],
      ['2026-12-11', 3],
      ['2026-12-13', 2],
    ]);
    expect(numbers(of.later)).toEqual([['2026-12-14', 4, 5]]);
    expect(numbers(of.after)).toEqual([
      ['2026-12-01', 6],
      ['2027-01-01', 7],
    ]);
    expect(of.overdue.map(({ number }) => number)).toEqual([9, 8]);
    expect(of.undated.map(({ number }) => number)).toEqual([10]);
  });

  it('tells what is done by month in the project’s zone, the latest first, by quarter when that is long ago', () => {
    const near = [done(1, '2026-10-30'), done(2, '2026-11-01'), done(3, '2026-11-30')];
    expect(numbers(timelineOf(near, plan, today).done)).toEqual([
      ['2026-11-01', 2, 3],
      ['2026-10-01', 1],
    ]);
    const tokyo = timelineOf(near, { ...plan, zone: 'Asia/Tokyo' }, today);
    expect(numbers(tokyo.done)).toEqual([
      ['2026-12-01', 3],
      ['2026-11-01', 2],
      ['2026-10-01', 1],
    ]);
    const far = [...near, done(4, '2025-11-02'), step(5, { status: 'done', dueDate: '2026-02-01' })];
    expect(numbers(timelineOf(far, plan, today).done)).toEqual([
      ['2026-10-01', 1, 2, 3],
      ['2026-01-01', 5],
      ['2025-10-01', 4],
    ]);
  });

  it('goes on by week without a go-live, and this week stays by day after it', () => {
    const plan_ = [due(1, '2026-12-10'), due(2, '2027-03-01')];
    const never = timelineOf(plan_, { ...plan, target: null }, today);
    expect([numbers(never.week), numbers(never.later), never.after]).toEqual([
      [['2026-12-10', 1]],
      [['2027-03-01', 2]],
      [],
    ]);
    const past = timelineOf(plan_, { ...plan, target: '2026-12-01' }, today);
    expect([numbers(past.week), numbers(past.after)]).toEqual([[['2026-12-10', 1]], [['2027-03-01', 2]]]);
  });

  const day = fc.integer({ min: 20_000, max: 21_500 }).map(dateOf);
  const anyStep = fc.record({
    status: fc.constantFrom('upcoming' as const, 'in_progress' as const, 'blocked' as const, 'done' as const),
    dueDate: fc.option(day),
    startDate: fc.option(day),
    doneAt: fc.option(day.map((date) => `${date}T12:00:00.000Z`)),
  });
  const anyPlan = fc.array(anyStep, { maxLength: 30 }).map((all) => all.map((more, n) => step(n + 1, more)));

  it('has each milestone exactly once, whatever its dates', () => {
    fc.assert(
      fc.property(anyPlan, day, fc.option(day), (milestones, on, target) => {
        const {
          done: was,
          overdue,
          week,
          later,
          after,
          undated,
        } = timelineOf(milestones, { ...plan, target }, on);
        const all = [
          ...[...was, ...week, ...later, ...after].flatMap((one) => one.milestones),
          ...overdue,
          ...undated,
        ];
        expect(all.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
          milestones.map(({ number }) => number),
        );
        for (const periods of [was, week, later, after])
          expect(new Set(periods.map(({ from }) => from)).size).toBe(periods.length);
      }),
    );
  });
});
