import { describe, expect, it } from 'vitest';
import { type AskedProject, askedActionsOf } from '../../../src/domain/rhythm/asked-actions.ts';

const project = { id: 'p1', name: 'Apollo', holidays: [], reminders: { before: [3, 1], overdue: true } };
const action = (number: number, dueDate: string, urgency: 'urgent' | 'upcoming' = 'upcoming') => ({
  number,
  label: `Action ${number}`,
  dueDate,
  urgency,
  blocksGoLive: false,
});

/** What a customer is reminded of on Monday 7 December. */
const told = (actions: AskedProject['actions']) =>
  askedActionsOf([{ project, actions }], '2026-12-07', undefined).map(({ action: { number } }) => number);

describe('a customer is reminded of an action', () => {
  it.each([
    ['2026-12-10', true],
    ['2026-12-09', false],
    ['2026-12-08', true],
    ['2026-12-07', true],
    ['2026-12-04', true],
    ['2026-12-20', false],
  ])('that is due on %s: %s', (dueDate, isTold) => {
    expect(told([action(1, dueDate)])).toEqual(isTold ? [1] : []);
  });

  it('the most urgent first, then by date', () => {
    expect(
      told([action(1, '2026-12-08'), action(2, '2026-12-10', 'urgent'), action(3, '2026-12-07')]),
    ).toEqual([2, 3, 1]);
  });
});
