import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDuration, readRemedy, remedyText } from '../../../src/domain/launch/remedy.ts';
import { priorities, statuses } from '../../../src/domain/plan/milestone.ts';
import {
  type DatedMilestone,
  droppableMilestones,
  isEmptyShift,
  shiftPlan,
} from '../../../src/domain/plan/shift.ts';

const step = (number: number, more: Partial<DatedMilestone> = {}): DatedMilestone => ({
  outcome: null,
  id: `m${number}`,
  parentId: null,
  number,
  name: `Step ${number}`,
  status: 'upcoming',
  priority: 'p2',
  startDate: null,
  dueDate: null,
  version: 1,
  ...more,
});

describe('what is to be done', () => {
  it.each([
    ['shift launch 7d', 'shift launch 7 days'],
    ['shift 7 days', 'shift launch 7 days'],
    ['shift launch by 1 week', 'shift launch 7 days'],
    ['Shift the launch by 7 days.', 'shift launch 7 days'],
    ['delay go-live a day', 'shift launch 1 day'],
    ['push back the target date by 2 weeks', 'shift launch 14 days'],
    ['drop p3', 'drop p3'],
    ['Drop all P2 and P3 items', 'drop p2, p3'],
    ['reduce scope', 'reduce scope'],
    ['shift launch 400d', 'shift launch 400d'],
    ['shift launch 0d', 'shift launch 0d'],
    ['send invoices by hand', 'send invoices by hand'],
  ])('%s is read as “%s”', (text, understood) => {
    expect(remedyText(readRemedy(text))).toBe(understood);
    expect(readRemedy(understood)).toEqual(readRemedy(text));
  });

  it('is a span where only a span is wanted', () => {
    expect(['7d', '1 week', 'by 3 days', '1w'].map(readDuration)).toEqual([7, 7, 3, 7]);
    expect(['', '7', 'd', '0 days', '53 weeks'].map(readDuration)).toEqual(Array(5).fill(undefined));
  });
});

describe('a shift', () => {
  it('moves the go-live and every date of what is not done on or after the day', () => {
    const plan = {
      project: { target: '2026-02-19' },
      milestones: [
        step(1, { dueDate: '2026-02-16', status: 'done' }),
        step(2, { startDate: '2026-02-10', dueDate: '2026-02-16', status: 'in_progress' }),
        step(3, { dueDate: '2026-02-12' }),
        step(4, { startDate: '2026-02-13', dueDate: '2026-02-14', status: 'blocked' }),
        step(5),
      ],
    };
    const { target, milestones } = shiftPlan(plan, 7, '2026-02-13');
    expect(target).toEqual({ was: '2026-02-19', is: '2026-02-26' });
    expect(milestones).toEqual([
      {
        id: 'm4',
        number: 4,
        outcome: null,
        name: 'Step 4',
        version: 1,
        start: { was: '2026-02-13', is: '2026-02-20' },
        due: { was: '2026-02-14', is: '2026-02-21' },
      },
      {
        id: 'm2',
        number: 2,
        outcome: null,
        name: 'Step 2',
        version: 1,
        start: null,
        due: { was: '2026-02-16', is: '2026-02-23' },
      },
    ]);
    expect(
      isEmptyShift(shiftPlan({ project: { target: null }, milestones: [step(5)] }, 7, '2026-02-13')),
    ).toBe(true);
  });

  const date = fc
    .integer({ min: 0, max: 60 })
    .map((n) => new Date(Date.UTC(2026, 1, 1 + n)).toISOString().slice(0, 10));
  const milestones = fc.array(
    fc
      .record({ dates: fc.tuple(fc.option(date), fc.option(date)), status: fc.constantFrom(...statuses) })
      .map(({ dates: [a, b], status }) => {
        const [start, due] = a && b && a > b ? [b, a] : [a, b];
        return { startDate: start, dueDate: due, status };
      }),
  );

  it('never puts a start behind its due date, nor what comes first behind what comes later', () => {
    fc.assert(
      fc.property(milestones, fc.integer({ min: 1, max: 365 }), date, (rows, days, from) => {
        const plan = { project: { target: null }, milestones: rows.map((row, n) => step(n + 1, row)) };
        const moved = new Map(shiftPlan(plan, days, from).milestones.map((one) => [one.id, one]));
        for (const { id, startDate, dueDate, status } of plan.milestones) {
          const change = moved.get(id);
          if (status === 'done') expect(change).toBeUndefined();
          const [start, due] = [change?.start?.is ?? startDate, change?.due?.is ?? dueDate];
          if (start && due) expect(start <= due).toBe(true);
          if (due && dueDate) expect(due >= dueDate).toBe(true);
        }
        const dues = plan.milestones.filter(({ status, dueDate }) => status !== 'done' && dueDate);
        for (const a of dues)
          for (const b of dues)
            if ((a.dueDate ?? '') < (b.dueDate ?? ''))
              expect(
                (moved.get(a.id)?.due?.is ?? a.dueDate ?? '') < (moved.get(b.id)?.due?.is ?? b.dueDate ?? ''),
              ).toBe(true);
      }),
    );
  });
});

describe('what can be dropped', () => {
  it('is what is not done and has nothing below it that stays', () => {
    const plan = [
      step(1, { priority: 'p3' }),
      step(2, { priority: 'p3', status: 'done' }),
      step(3, { priority: 'p3' }),
      step(4, { parentId: 'm3' }),
      step(5, { priority: 'p3' }),
      step(6, { parentId: 'm5', priority: 'p3' }),
    ];
    expect(droppableMilestones(plan, ['p3']).map(({ number }) => number)).toEqual([1, 5, 6]);
    expect(droppableMilestones(plan, [...priorities]).map(({ number }) => number)).toEqual([1, 3, 4, 5, 6]);
  });
});
