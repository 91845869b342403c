import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantityOf } from '../../../src/domain/launch/quantity.ts';
import { formatTarget, reaches, targetOf, targetStatus } from '../../../src/domain/launch/target.ts';

describe('a target as people write it', () => {
  it.each([
    ['< 2 s', 'under 2 s'],
    ['<2s', 'under 2s'],
    ['≥ 10', 'at least 10'],
    ['>=10 signups', 'at least 10 signups'],
    ['99 %', 'at least 99 %'],
    ['99.9% uptime', 'at least 99.9% uptime'],
    ['100+', 'at least 100'],
    ['100+ signups', 'at least 100 signups'],
    ['5k+ visits', 'at least 5k visits'],
    ['at least $5,000', 'at least $5,000'],
    ['under 2 seconds', 'under 2 seconds'],
    ['over 1M requests', 'over 1M requests'],
    ['no more than 3 bugs', 'at most 3 bugs'],
    ['10 or fewer', 'at most 10'],
    ['exactly 3', 'exactly 3'],
    ['0', 'exactly 0'],
    ['zero downtime', 'exactly zero downtime'],
    ['no critical bugs', 'exactly no critical bugs'],
    ['within 2h 30m', 'at most 2h 30m'],
    ['4.5/5', 'at least 4.5/5'],
    ['> £ 3.50', 'over £ 3.50'],
    ['< −5', 'under −5'],
  ])('%s is %s', (text, words) => expect(formatTarget(text)).toBe(words));

  it.each([
    ['a duration without a word', '2 s'],
    ['nothing', ''],
    ['a wish', 'fast enough'],
    ['a range', '5-10'],
    ['a range in words', '5 to 10'],
    ['minutes or millions', '< 5m'],
    ['a comma that may be a point', '< 1,5 s'],
    ['thousands that may be a point', '€5.000'],
    ['two figures', '> 3 > 4'],
    ['a figure that is cut', '1.234.567'],
    ['a date', '2026-02-19'],
    ['a novel', '9'.repeat(500)],
  ])('%s is not guessed at', (_, text) => expect(targetOf(text)).toBeUndefined());
});

describe('a metric', () => {
  it.each([
    ['< 2s', '1.4', 'met'],
    ['< 2s', '1400 ms', 'met'],
    ['< 2s', '2000ms', 'not_met'],
    ['<= 2s', '2000ms', 'met'],
    ['= 1.4 s', '1400ms', 'met'],
    ['< 300 ms', '0.2 s', 'met'],
    ['< 300 ms', '200', 'met'],
    ['within 1 hour', '59 min', 'met'],
    ['under 2h 30m', '150 min', 'not_met'],
    ['≥ 10', '10', 'met'],
    ['> 10', '10', 'not_met'],
    ['100+', '1,200 signups', 'met'],
    ['5k', '4,999', 'not_met'],
    ['1M requests', '1,000k', 'met'],
    ['99 %', '99.5', 'met'],
    ['99 %', '98.9%', 'not_met'],
    ['$5,000', '$5k', 'met'],
    ['$5,000', '4999.99 USD', 'not_met'],
    ['$1.2m', '$1,200,000', 'met'],
    ['0 open bugs', '1', 'not_met'],
    ['zero downtime', '0', 'met'],
    ['4.5/5', '4.6', 'met'],
    ['4.5/5', '4.4 out of 5', 'not_met'],
  ])('of %s with %s is %s', (target, value, is) => expect(targetStatus(target, value)).toEqual({ is }));

  it.each([
    [null, '3', 'it has no target'],
    ['fast', '3', 'the target “fast” is not understood'],
    ['< 2s', null, 'it has no value yet'],
    ['< 2s', 'fine', 'the value “fine” is not understood'],
    ['< 2s', '80%', '80% and < 2s are different things'],
    ['$5', '€5', '€5 and $5 are different things'],
    ['4/5', '8/10', '8/10 and 4/5 are different things'],
    ['< 2s', '5 signups', '5 signups and < 2s are different things'],
  ])('of %s with %s is unknown, and says why', (target, value, why) =>
    expect(targetStatus(target, value)).toEqual({ is: 'unknown', why }),
  );
});

const units = [
  ['ms', 1],
  ['s', 1_000],
  ['min', 60_000],
  ['h', 3_600_000],
] as const;
const anyUnit = fc.constantFrom(...units);
const size = fc.integer({ min: 0, max: 100_000 });
const comparators = fc.constantFrom('<', '≤', '>', '≥', '=');

describe('whatever is written', () => {
  it('is read or refused, and never breaks', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (target, value) => {
        expect(['met', 'not_met', 'unknown']).toContain(targetStatus(target, value).is);
      }),
      { numRuns: 2_000 },
    );
    const figures = fc.stringMatching(/^[<>=≥≤ ]{0,3}[$€£]?[-−]?[0-9.,]{1,8} ?[kMm%sh+/]{0,3}[0-9]{0,2}$/);
    fc.assert(
      fc.property(figures, figures, (a, b) => targetStatus(a, b).is.length > 0),
      { numRuns: 3_000 },
    );
  });

  it('of one kind compares by its size, whatever the units', () => {
    fc.assert(
      fc.property(size, anyUnit, size, anyUnit, comparators, (a, [unit, ms], b, [other, otherMs], sign) => {
        const [left, right] = [a * ms, b * otherMs];
        const met = {
          '<': left < right,
          '≤': left <= right,
          '>': left > right,
          '≥': left >= right,
          '=': left === right,
        };
        expect(targetStatus(`${sign} ${b}${other}`, `${a} ${unit}`)).toEqual({
          is: met[sign] ? 'met' : 'not_met',
        });
      }),
    );
  });

  it('means the same with and without commas, and in thousands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 999_999_999 }), (n) => {
        expect(quantityOf(n.toLocaleString('en'))?.amount).toBe(quantityOf(String(n))?.amount);
        expect(quantityOf(`${n}k`)?.amount).toBe(quantityOf(String(n * 1_000))?.amount);
      }),
    );
  });

  it('is met by exactly one of less, equal and more', () => {
    fc.assert(
      fc.property(size, anyUnit, size, (a, [unit], b) => {
        const value = quantityOf(`${a}${unit}`);
        const met = ['<', '=', '>'].filter((sign) => {
          const target = targetOf(`${sign}${b}${unit}`);
          return target && value && reaches(target, value);
        });
        expect(met).toHaveLength(1);
      }),
    );
  });

  it('a bare value is in the unit of its target', () => {
    fc.assert(
      fc.property(size, anyUnit, size, comparators, (a, [unit], b, sign) => {
        const target = `${sign}${b} ${unit}`;
        expect(targetStatus(target, String(a))).toEqual(targetStatus(target, `${a} ${unit}`));
      }),
    );
  });
});
