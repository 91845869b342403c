import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burnUpOf, type Piece, pointsOf } from '../../../src/domain/plan/burn-up.ts';
import { dateOf } from '../../../src/domain/time/dates.ts';
import { noon, passed, pastOf, was } from './past.ts';

const day = (number: number) => noon(number).slice(0, 10);

describe('a burn-up', () => {
  it('counts milestones and items, as they came and as they were done', () => {
    const past = pastOf(
      [
        was(1, { status: 'done', doneAt: noon(4), items: [{ number: 1, done: false }] }),
        was(2, {
          items: [
            { number: 1, done: true },
            { number: 2, done: false },
          ],
        }),
      ],
      [
        passed(1, 'created', 1),
        passed(2, 'created', 1),
        passed(1, 'item_added', 2, { after: { item: '1.1', text: 'Draft' } }),
        passed(2, 'item_added', 2, { after: { item: '2.1' } }),
        passed(2, 'item_checked', 3, { after: { item: '2.1 Call them' } }),
        passed(1, 'done', 4),
        passed(2, 'item_added', 5, { after: { item: '2.2' } }),
      ],
    );
    expect(burnUpOf(past, day(6))).toEqual({
      measure: 'pieces',
      points: [
        { day: day(1), done: 0, scope: 2 },
        { day: day(2), done: 0, scope: 4 },
        { day: day(3), done: 1, scope: 4 },
        // its open item is done with it
        { day: day(4), done: 3, scope: 4 },
        { day: day(5), done: 3, scope: 5 },
        { day: day(6), done: 3, scope: 5 },
      ],
      done: 3,
      scope: 5,
      // three in five days: two more take four
      readyOn: day(10),
    });
  });

  it('goes down when something is opened again or dropped, and says nothing of a pace it has not', () => {
    const past = pastOf(
      [was(1, { droppedAt: noon(5), status: 'done', doneAt: noon(2) }), was(2)],
      [
        passed(1, 'created', 1),
        passed(2, 'created', 1),
        passed(1, 'done', 2),
        passed(2, 'approved', 3),
        passed(2, 'reopened', 4),
      ],
    );
    const { points, readyOn } = burnUpOf(past, day(6));
    expect(points.map(({ done, scope }) => `${done}/${scope}`)).toEqual([
      '0/2',
      '1/2',
      '2/2',
      '1/2',
      '0/1',
      '0/1',
    ]);
    expect(readyOn).toBeNull();
  });

  it('goes by shares where there are any, and by the top milestones alone', () => {
    const past = pastOf(
      [
        was(1, { share: 30, status: 'done', doneAt: noon(3) }),
        was(2, { share: 70 }),
        was(3, { parentId: 'm2', status: 'done', doneAt: noon(3) }),
      ],
      [passed(1, 'created', 1), passed(2, 'created', 2), passed(1, 'approved', 3), passed(3, 'done', 3)],
    );
    expect(burnUpOf(past, day(4))).toMatchObject({
      measure: 'shares',
      done: 30,
      scope: 100,
      readyOn: day(11),
    });
  });

  it('speaks of a pace from the third day on', () => {
    const past = pastOf([was(1, { status: 'done', doneAt: noon(1) }), was(2)], [passed(1, 'done', 1)]);
    expect(burnUpOf(past, day(2)).readyOn).toBeNull();
    expect(burnUpOf(past, day(3)).readyOn).toBe(day(5));
  });

  it('knows what was done before its history began, and is ready once all is', () => {
    const past = pastOf([was(1, { status: 'done', doneAt: null, items: [{ number: 1, done: true }] })]);
    expect(burnUpOf(past, day(3))).toMatchObject({ done: 2, scope: 2, readyOn: null });
  });

  const anyDay = fc.integer({ min: 20_000, max: 20_100 }).map(dateOf);
  const anyPiece: fc.Arbitrary<Piece> = fc.record({
    weight: fc.integer({ min: 1, max: 100 }),
    added: anyDay,
    dropped: fc.option(anyDay),
    marks: fc.array(fc.record({ day: anyDay, done: fc.boolean() }), { maxLength: 6 }),
  });

  it('never has more done than there is to do, on any day, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 12 }), anyDay, anyDay, (pieces, a, b) => {
        const [first, today] = a < b ? [a, b] : [b, a];
        const points = pointsOf(pieces, first, today);
        expect(points[0]?.day).toBe(first);
        expect(points.at(-1)?.day).toBe(today);
        for (const { done, scope } of points) {
          expect(done).toBeGreaterThanOrEqual(0);
          expect(done).toBeLessThanOrEqual(scope);
        }
      }),
    );
  });
});
