import { describe, expect, it } from 'vitest';
import { retrospectiveOf } from '../../../src/domain/launch/retrospective.ts';
import { noon, passed, pastOf, was } from '../plan/past.ts';

const today = '2026-12-21';
const day = (number: number) => noon(number).slice(0, 10);

const moved = pastOf(
  [
    was(1, { dueDate: day(10), status: 'done', doneAt: noon(12) }),
    was(2, { dueDate: day(14), status: 'done', doneAt: noon(14) }),
    was(3, { dueDate: day(18) }),
    was(4, { dueDate: day(9), droppedAt: noon(11), dropReason: 'nobody asks for it' }),
    was(5),
  ],
  [
    passed(1, 'created', 1, { after: { dueDate: day(8) } }),
    passed(2, 'created', 1, { after: { dueDate: null } }),
    passed(2, 'edited', 2, { before: { dueDate: null }, after: { dueDate: day(14) } }),
    passed(1, 'edited', 7, {
      before: { dueDate: day(8) },
      after: { dueDate: day(10) },
      note: 'the vendor was late',
    }),
    passed(3, 'edited', 8, {
      before: { dueDate: day(15), name: 'Old' },
      after: { dueDate: day(18), name: 'Step 3' },
    }),
    passed(0, 'shifted', 9, {
      by: 'Olivia',
      before: { target: day(11) },
      after: {
        target: day(18),
        days: 7,
        because: 'no-go',
        milestones: [
          { number: 3, start: null, due: { was: day(11), is: day(18) } },
          { number: 5, start: null, due: null },
        ],
      },
    }),
  ],
);

describe('a retrospective', () => {
  const of = retrospectiveOf(moved, today);

  it('sets what was planned first against what came of it', () => {
    expect(of.dates.map(({ number, planned, actual, late }) => [number, planned, actual, late])).toEqual([
      [1, day(8), day(12), 4],
      [2, day(14), day(14), 0],
      [3, day(15), null, null],
      [5, null, null, null],
    ]);
    expect(of.isFinished).toBe(false);
  });

  it('tells which dates moved, by whom and why; a first date moves nothing', () => {
    const alone = { shift: null, by: 'Mo' };
    expect(of.moves).toEqual([
      {
        ...alone,
        of: { number: 1, name: 'Step 1', outcome: null },
        was: day(8),
        is: day(10),
        why: 'the vendor was late',
      },
      { ...alone, of: { number: 3, name: 'Step 3', outcome: null }, was: day(15), is: day(18), why: null },
      {
        of: null,
        was: day(11),
        is: day(18),
        shift: { days: 7, milestones: 1 },
        by: 'Olivia',
        why: 'no-go',
      },
    ]);
  });

  it('knows the first date of a milestone from a shift of the plan, where nothing else tells it', () => {
    const milestones = [{ number: 1, start: null, due: { was: day(11), is: day(18) } }];
    const past = pastOf([was(1, { dueDate: day(18) })], [passed(0, 'shifted', 2, { after: { milestones } })]);
    expect(retrospectiveOf(past, today).dates[0]?.planned).toBe(day(11));
  });

  it('tells what was missed by the date it had at last, what is still open, and what was dropped', () => {
    expect(of.missed).toEqual([{ number: 1, name: 'Step 1', outcome: null, days: 2 }]);
    expect(of.open).toEqual([{ number: 3, name: 'Step 3', outcome: null, days: 3 }]);
    expect(of.dropped).toEqual([{ number: 4, name: 'Step 4', outcome: null, why: 'nobody asks for it' }]);
  });

  it('is over once all that is left in the plan is done', () => {
    const done = pastOf([was(1, { status: 'done', doneAt: noon(3) }), was(2, { droppedAt: noon(2) })]);
    expect(retrospectiveOf(done, today).isFinished).toBe(true);
    expect(retrospectiveOf(pastOf([]), today).isFinished).toBe(false);
  });
});
