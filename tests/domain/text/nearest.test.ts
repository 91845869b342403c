import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closest, editDistance, nearestCommand } from '../../../src/domain/text/nearest.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

describe('slips between two words', () => {
  it.each([
    ['due', 'due', 0],
    ['due', 'de', 1],
    ['due', 'duee', 1],
    ['due', 'dye', 1],
    ['due', 'deu', 1],
    ['due', 'dew', 2],
    ['', 'due', 3],
  ])('%s and %s', (one, other, count) => {
    expect(editDistance(one, other)).toBe(count);
  });

  it('are as many the other way round, and none only where they are equal', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(editDistance(one, other)).toBe(editDistance(other, one));
        expect(editDistance(one, other) === 0).toBe(one === other);
      }),
    );
  });
});

describe('the nearest', () => {
  const names = ['progress', 'project', 'projects', 'done', 'new'];

  it.each([
    ['progess', 'progress'],
    ['prog', 'progress'],
    ['projcts', 'projects'],
    ['doen', 'done'],
    ['nwe', 'new'],
  ])('command to %s is %s', (typed, name) => {
    expect(nearestCommand(typed, names)).toBe(name);
  });

  it.each([['no'], ['d'], ['dune buggy'], ['note'], ['x'.repeat(10_000)]])(
    'command to “%s” is none',
    (typed) => {
      expect(nearestCommand(typed, names)).toBeUndefined();
    },
  );

  it('name is the first of equals', () => {
    expect(closest('ab', ['ax', 'ay'])).toEqual({ name: 'ax', distance: 1 });
  });
});
