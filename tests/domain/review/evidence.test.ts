import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/domain/plan/milestone.ts';
import { uncovered } from '../../../src/domain/review/approvable.ts';
import { describe as inWords, isFigure, isMet } from '../../../src/domain/review/evidence.ts';
import { criterionOf } from '../plan/sample.ts';

describe('a figure', () => {
  it.each([
    '7',
    '80%',
    '80 %',
    '≥ 10',
    '< 2 s',
    '1,000,000',
    '10 000',
    '$1.2M',
    '£5',
    '-3',
    '−3',
    '99.9 %',
    '5 customers',
  ])('%s is one', (text) => {
    expect(isFigure(text)).toBe(true);
  });

  it.each(['', 'many', '1,5', '1.2.3', '5-7', '7 of 10', '1,00', '== 5', 'v2', '1'.repeat(200)])(
    '%s is none',
    (text) => {
      expect(isFigure(text)).toBe(false);
    },
  );
});

describe('a target', () => {
  it.each([
    ['7', '5', true],
    ['5', '5', true],
    ['4', '5', false],
    ['7', '≥ 5', true],
    ['5', '> 5', false],
    ['1.5 s', '< 2 s', true],
    ['2', '<= 2', true],
    ['2', '≤2', true],
    ['3', '≤ 2', false],
    ['5', '= 5', true],
    ['78%', '80 %', false],
    ['900k', '1M', false],
    ['1.2M', '1M', true],
    ['$1.2M', '$1M', true],
    ['1,200', '1000', true],
    ['7 customers', '5', true],
    ['-3', '0', false],
  ])('%s for %s: %s', (value, target, met) => {
    expect(isMet({ value, target })).toBe(met);
  });

  it.each([
    ['7', null],
    [null, '5'],
    ['1500 ms', '2 s'],
    ['£5', '$5'],
  ])('%s for %s cannot be told', (value, target) => {
    expect(isMet({ value, target })).toBeUndefined();
  });
});

it.each([
  [{ kind: 'metric', value: '7', target: '5' }, '“customers” 7, target 5, met'],
  [{ kind: 'metric', value: '4', target: '5' }, '“customers” 4, target 5, not met'],
  [{ kind: 'metric', value: '£4', target: '$5' }, '“customers” £4, target $5'],
  [{ kind: 'metric', value: '7', target: null }, '“customers” 7'],
  [{ kind: 'link', value: null, target: null }, '“customers”'],
] as const)('%j reads %s', (piece, words) => {
  const base = {
    id: 'e',
    projectId: 'p',
    milestoneId: 'm',
    itemId: null,
    title: 'customers',
    url: null,
    quote: null,
    addedById: 'a',
    addedAt: '',
  };
  expect(inWords({ ...base, ...piece } satisfies Evidence)).toBe(words);
});

describe('the criteria that still need evidence', () => {
  const three = [criterionOf(1), criterionOf(2), criterionOf(3)];
  const numbers = (...pieces: (string | null)[]) =>
    uncovered(
      three,
      pieces.map((itemId) => ({ itemId })),
    ).map(({ number }) => number);

  it.each([
    [[], [1, 2, 3]],
    [['i2'], [1, 3]],
    [
      ['i2', 'i2'],
      [1, 3],
    ],
    [[null], [2, 3]],
    [[null, 'i1'], [3]],
    [['i1', 'i2', 'i3'], []],
    [[null, null, null, null], []],
    [['another'], [1, 2, 3]],
  ] as [(string | null)[], number[]][])('with evidence for %j: %j', (pieces, left) => {
    expect(numbers(...pieces)).toEqual(left);
  });

  it('are neither those that are met nor items of another kind', () => {
    const items = [criterionOf(1, { done: true }), criterionOf(2, { kind: 'task' }), criterionOf(3)];
    expect(uncovered(items, []).map(({ number }) => number)).toEqual([3]);
  });
});
