import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeOrder, Effect } from '../../../src/domain/scope/change-order.ts';
import { effectOf, fingerprintOf } from '../../../src/domain/scope/effect.ts';
import type { ScopedMilestone, ScopedPlan } from '../../../src/domain/scope/scoped-plan.ts';
import { isWorkingDay, workingDaysLater } from '../../../src/domain/time/calendar.ts';
import { milestone, order, plan } from './plan.ts';

function effect(of: Partial<ChangeOrder> = {}, on: ScopedPlan = plan()): Effect {
  const found = effectOf(order(of), on);
  if (!found.ok) throw new Error(found.why);
  return found.effect;
}

describe('the effect of a change order', () => {
  it('moves the milestone, those after it and the go-live by working days', () => {
    expect(effect()).toEqual({
      into: 'm2',
      dates: [
        { id: 'm2', start: null, due: { was: '2026-12-18', is: '2026-12-22' } },
        {
          id: 'm3',
          start: { was: '2026-12-21', is: '2026-12-23' },
          // 1 January is a holiday, then comes a weekend
          due: { was: '2026-12-31', is: '2027-01-05' },
        },
      ],
      extra: { id: 'm2', was: 0, is: 50_000 },
      target: { was: '2026-12-31', is: '2027-01-05' },
      total: { was: 1_000_000, is: 1_050_000 },
      leaves: null,
      phase: null,
    });
  });

  it('goes into the next milestone on that route', () => {
    const { into, dates, extra } = effect({ route: 'next' });
    expect([into, dates.map(({ id }) => id), extra?.id]).toEqual(['m3', ['m3'], 'm3']);
  });

  it('becomes a phase after the last milestone on that route', () => {
    const { phase, dates, target } = effect({ route: 'phase', days: 5 });
    expect(phase).toEqual({ startDate: '2027-01-04', dueDate: '2027-01-08' });
    expect(dates).toEqual([]);
    expect(target).toEqual({ was: '2026-12-31', is: '2027-01-08' });
  });

  it('becomes a phase at the top also for a part, which has no invoice of its own', () => {
    const withPart = plan({
      milestones: [...plan().milestones, milestone(4, { parentId: 'm2', dueDate: '2026-12-15' })],
    });
    const { phase, dates } = effect({ milestoneId: 'm4', route: 'phase', days: 5 }, withPart);
    expect(phase).toEqual({ startDate: '2027-01-04', dueDate: '2027-01-08' });
    expect(dates).toEqual([]);
  });

  it('ends no milestone before a part of it', () => {
    const due = (partDue: string) =>
      plan({
        milestones: [
          milestone(1, { dueDate: '2026-12-04' }),
          milestone(2, { dueDate: '2026-12-18' }),
          milestone(3, { parentId: 'm2', dueDate: partDue }),
        ],
      });
    const shorter = (of: ReturnType<typeof plan>) =>
      effectOf(order({ milestoneId: 'm2', days: -3, cost: 0 }), of);
    expect(shorter(due('2026-12-17'))).toEqual({ ok: false, why: 'part_ends_later' });
    expect(shorter(due('2026-12-15')).ok).toBe(true);
  });

  it('leaves this project alone on the route of a separate one', () => {
    expect(effect({ route: 'project' })).toMatchObject({ into: null, dates: [], total: null, target: null });
  });

  it('follows requirements where the plan has any', () => {
    const parallel = plan({
      milestones: [
        milestone(1, { status: 'in_progress', dueDate: '2026-12-04' }),
        milestone(2, { dueDate: '2026-12-11' }),
        milestone(3, { requires: ['m1'], dueDate: '2026-12-18' }),
        milestone(4, { parentId: 'm3', dueDate: '2026-12-17' }),
      ],
    });
    expect(effect({ milestoneId: 'm1', days: 1 }, parallel).dates.map(({ id }) => id)).toEqual([
      'm1',
      'm3',
      'm4',
    ]);
  });

  it('moves the go-live only where work that it waits for would end after it', () => {
    const slack = plan({ target: '2027-01-04' });
    expect(effect({ days: 1 }, slack).target).toBeNull();
    expect(effect({ days: 3 }, slack).target).toEqual({ was: '2027-01-04', is: '2027-01-06' });
    expect(effect({ days: -2 }).target).toBeNull();
    expect(effect({ route: 'phase', days: 1 }, plan({ target: '2027-03-01' })).target).toBeNull();
  });

  it('moves the milestone above where that would end too early, and what comes after it', () => {
    const nested = (of: Partial<ScopedMilestone>) =>
      plan({
        milestones: [
          milestone(1, { status: 'in_progress', startDate: '2026-12-01', dueDate: '2026-12-11', ...of }),
          milestone(2, { parentId: 'm1', status: 'in_progress', dueDate: '2026-12-10' }),
          milestone(3, { parentId: 'm4', dueDate: '2026-12-16' }),
          milestone(4, { startDate: '2026-12-14', dueDate: '2026-12-18', blocksGoLive: true }),
        ],
        target: '2026-12-18',
      });
    const moved = (days: number, of: Partial<ScopedMilestone> = {}) =>
      effect({ milestoneId: 'm2', days }, nested(of)).dates.map(({ id, start, due }) => [
        id,
        start?.is,
        due?.is,
      ]);
    // one day later it still ends with the one above
    expect(moved(1)).toEqual([['m2', undefined, '2026-12-11']]);
    expect(moved(3)).toEqual([
      ['m1', undefined, '2026-12-15'],
      ['m2', undefined, '2026-12-15'],
      ['m3', undefined, '2026-12-18'],
      ['m4', '2026-12-16', '2026-12-22'],
    ]);
    expect(effect({ milestoneId: 'm2', days: 3 }, nested({})).target?.is).toBe('2026-12-22');
    expect(moved(3, { status: 'done' })).toEqual([['m2', undefined, '2026-12-15']]);
  });

  it('does not touch what is done, swap nothing, or lower the price below zero', () => {
    const why = (of: Partial<ChangeOrder>, on = plan()) => {
      const found = effectOf(order(of), on);
      return found.ok ? 'applies' : found.why;
    };
    expect(why({ milestoneId: 'm1' })).toBe('done');
    expect(why({ milestoneId: 'm3', route: 'next' })).toBe('no_next');
    expect(why({ route: 'swap' })).toBe('nothing_to_swap');
    expect(why({ cost: -1_000_001 })).toBe('below_zero');
    expect(why({ cost: -1_000_000 })).toBe('applies');
    expect(why({ milestoneId: 'm3', cost: -1 })).toBe('below_zero');
    expect(why({ currency: 'EUR' })).toBe('other_currency');
    expect(why({ currency: null, cost: 0 })).toBe('applies');
    expect(why({ days: -9 })).toBe('applies');
    expect(why({ days: -10 })).toBe('ends_before_start');
    // the plan of change orders has no dropped milestones
    expect(why({ milestoneId: 'dropped' })).toBe('dropped');
  });

  it('adds its cost to the price exactly once, and keeps the order of the dates, for any plan', () => {
    const anyMilestones = fc.array(
      fc.record({
        status: fc.constantFrom('upcoming', 'in_progress', 'blocked', 'done'),
        due: fc.option(fc.nat(300)),
        lasts: fc.nat(10),
        requires: fc.array(fc.nat(7), { maxLength: 2 }),
        parent: fc.option(fc.nat(6)),
        blocksGoLive: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    );
    let applied = 0;
    fc.assert(
      fc.property(
        anyMilestones,
        fc.integer({ min: -30, max: 60 }),
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.constantFrom('here', 'next', 'phase'),
        (rows, days, cost, route) => {
          const later = (from: string, by: number) => workingDaysLater(from, by, { holidays: [] });
          const milestones = rows.map(({ status, due, lasts, requires, parent, blocksGoLive }, index) =>
            milestone(index, {
              status,
              startDate: due === null ? null : later('2026-01-01', due),
              dueDate: due === null ? null : later('2026-01-01', due + lasts),
              requires: requires.map((other) => `m${other}`),
              parentId: parent === null || parent >= index ? null : `m${parent}`,
              blocksGoLive,
              base: 2_000_000,
            }),
          );
          const on = plan({ milestones });
          const found = effectOf(order({ milestoneId: 'm0', days, cost, route }), on);
          if (!found.ok) return;
          applied += 1;
          const { total, extra, dates, target } = found.effect;
          expect((total?.is ?? 0) - (total?.was ?? 0)).toBe(cost);
          expect((extra?.is ?? 0) - (extra?.was ?? 0)).toBe(cost);
          for (const { id, start, due } of dates) {
            const one = milestones.find((row) => row.id === id);
            expect(one?.status).not.toBe('done');
            expect(due === null || isWorkingDay(due.is, on)).toBe(true);
            expect((start?.is ?? one?.startDate ?? '') <= (due?.is ?? one?.dueDate ?? '')).toBe(true);
            if (one?.blocksGoLive && due) expect(due.is <= (target?.is ?? on.target ?? '')).toBe(true);
          }
          expect(new Set(dates.map(({ id }) => id)).size).toBe(dates.length);
        },
      ),
      { seed: 19, numRuns: 400 },
    );
    expect(applied).toBeGreaterThan(100);
  });

  it('has another fingerprint with another date or amount, so that a signature is for one effect', () => {
    const prints = [effect(), effect({ days: 3 }), effect({ cost: 1 }), effect({ route: 'next' })].map(
      fingerprintOf,
    );
    expect(new Set(prints).size).toBe(4);
  });
});
