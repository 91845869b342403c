import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectOf } from '../../../src/domain/scope/effect.ts';
import { causes, paceOf, recoveryOptions } from '../../../src/domain/scope/recovery.ts';
import type { ScopedPlan } from '../../../src/domain/scope/scoped-plan.ts';
import { addDays, workingDays } from '../../../src/domain/time/dates.ts';

const on = (today: string, holidays: string[] = []) => ({ today, holidays });
/** Two weeks: ten working days from Monday 30 November. */
const planned = { startDate: '2026-11-30', dueDate: '2026-12-11' };

describe('the pace of a milestone (HLT-6)', () => {
  it.each([
    // six of ten days for 30 %: 14 more after Mon 7 Dec
    ['30 % on the sixth day', 30, '2026-11-30', on('2026-12-07'), 6, '2026-12-25', 10],
    [
      'the same with a holiday in between',
      30,
      '2026-11-30',
      on('2026-12-07', ['2026-12-24']),
      6,
      '2026-12-28',
      10,
    ],
    // six days for 60 %: 4 more
    ['60 % on the sixth day', 60, '2026-11-30', on('2026-12-07'), 6, '2026-12-11', 0],
    [
      'nothing yet on the sixth day: all ten days are ahead',
      0,
      '2026-11-30',
      on('2026-12-07'),
      6,
      '2026-12-21',
      6,
    ],
    ['begun two days late', 20, '2026-12-02', on('2026-12-03'), 2, '2026-12-15', 2],
    ['before it begins', 0, null, on('2026-11-25'), 0, '2026-12-11', 0],
    ['not begun on its first day', 0, null, on('2026-11-30'), 0, '2026-12-14', 1],
    ['all is done, and not yet approved', 100, '2026-11-30', on('2026-12-14'), 11, '2026-12-14', 1],
  ] as const)('of %s', (_, percent, began, at, worked, endsOn, late) => {
    expect(paceOf(planned, { percent, began }, at)).toEqual({ percent, worked, endsOn, late });
  });

  it('is not known without dates or progress, and what is overdue is late all the same', () => {
    const none = { startDate: null, dueDate: null };
    const at = on('2026-12-16');
    expect(paceOf(none, { percent: 0, began: null }, at)).toMatchObject({ endsOn: null, late: null });
    expect(paceOf({ ...none, dueDate: '2026-12-11' }, { percent: 0, began: null }, at)).toMatchObject({
      endsOn: null,
      late: 3,
    });
    // it began after its due date, which leaves no planned time
    const late = { startDate: '2026-12-15', dueDate: '2026-12-11' };
    expect(paceOf(late, { percent: 0, began: '2026-12-15' }, at)).toMatchObject({ endsOn: null, late: 3 });
    // at this rate it would take longer than anybody can foresee
    expect(paceOf(planned, { percent: 1, began: '2024-01-01' }, at)).toMatchObject({ endsOn: null, late: 3 });
  });
});

const deliverable = (number: number, done = false) => ({
  id: `i${number}`,
  number,
  kind: 'deliverable' as const,
  text: `Part ${number}`,
  done,
});

const step = (number: number, of: Partial<ScopedPlan['milestones'][number]> = {}) => ({
  id: `m${number}`,
  parentId: null,
  number,
  order: number,
  status: 'upcoming' as const,
  startDate: null,
  dueDate: null,
  blocksGoLive: false,
  requires: [],
  base: 400_000,
  extra: 0,
  items: [],
  ...of,
});

const items = [deliverable(1, true), deliverable(2), deliverable(3)];
const plan: ScopedPlan = {
  milestones: [
    step(1, { status: 'in_progress', ...planned, items }),
    step(2, { startDate: '2026-12-14', dueDate: '2026-12-18', blocksGoLive: true }),
  ],
  target: '2026-12-18',
  total: 800_000,
  currency: 'GBP',
  holidays: [],
};
const behind = { milestone: { id: 'm1', ...planned }, items, amount: 400_000 };
const pace = paceOf(planned, { percent: 40, began: '2026-11-30' }, on('2026-12-07'));

describe('the ways to recover', () => {
  const ways = (cause: (typeof causes)[number], days = 4) =>
    recoveryOptions(behind, plan, { cause, days, pace });

  it('begin with what mends the cause', () => {
    expect(causes.map((cause) => ways(cause).map(({ way }) => way))).toEqual([
      ['leave_out', 'leave_out', 'extend', 'add_people'],
      ['extend', 'leave_out', 'leave_out', 'add_people'],
      ['add_people', 'extend', 'leave_out', 'leave_out'],
    ]);
  });

  it('have the figures of the plan', () => {
    // 40 % in six days: nine days left for two open deliverables; £4,000 in ten days, for four of them £1,600
    expect(
      ways('scope').map(({ days, order, item }) => [days, order.days, order.cost, item?.number]),
    ).toEqual([
      [5, 0, 0, 2],
      [5, 0, 0, 3],
      [4, 4, 0, undefined],
      [4, 0, 160_000, undefined],
    ]);
    const extended = ways('complexity')[0]?.effect;
    expect(extended?.target).toEqual({ was: '2026-12-18', is: '2026-12-24' });
  });

  it('leave out what cannot be ordered: money without a price, and anything of what is done', () => {
    const free = recoveryOptions(
      { ...behind, amount: null },
      { ...plan, total: null, currency: null },
      { cause: 'resources', days: 4, pace },
    );
    expect(free.map(({ way }) => way)).toEqual(['extend', 'leave_out', 'leave_out']);
    const done = { ...plan, milestones: plan.milestones.map((one) => ({ ...one, status: 'done' as const })) };
    expect(recoveryOptions(behind, done, { cause: 'scope', days: 4, pace })).toEqual([]);
  });

  it('have exactly the effect of their change orders, and more time is enough', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom(...causes),
        (percent, days, cause) => {
          const today = addDays('2026-11-30', days);
          const then = paceOf(planned, { percent, began: '2026-11-30' }, on(today));
          const late = then.late ?? 0;
          for (const option of recoveryOptions(behind, plan, { cause, days: late, pace: then })) {
            const found = effectOf(option.order, plan);
            expect(found).toEqual({ ok: true, effect: option.effect });
            const due = option.effect.dates.find(({ id }) => id === 'm1')?.due?.is;
            if (option.way === 'extend') expect(workingDays(then.endsOn ?? today, due ?? '', [])).toBe(0);
          }
        },
      ),
      { numRuns: 500, seed: 13 },
    );
  });
});
