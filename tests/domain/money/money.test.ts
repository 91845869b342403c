import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimalOf,
  digitsOf,
  formatMoney,
  isCurrency,
  maxMinorUnits,
  readAmount,
  splitByShares,
  sumOf,
  wholeMinorUnits,
} from '../../../src/domain/money/money.ts';

/** Whole shares that sum to 100, in any number from 1 to 12. */
const plans = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 11 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 100])
  .map((cuts) => cuts.slice(1).map((cut, n) => cut - (cuts[n] ?? 0)));
const prices = fc.integer({ min: 0, max: maxMinorUnits });

describe('the amounts of a plan', () => {
  it.each([
    [10_000, [33, 33, 34], [3300, 3300, 3400]],
    [9_999, [33, 33, 34], [3300, 3300, 3399]],
    [1, [50, 50], [1, 0]],
    [100, [100], [100]],
    [0, [30, 70], [0, 0]],
    [1_000, [], []],
  ])('of %i in shares of %j are %j', (price, shares, parts) => {
    expect(splitByShares(price, shares)).toEqual(parts);
  });

  it('sum to the price exactly', () => {
    fc.assert(
      fc.property(prices, plans, (price, shares) => {
        expect(splitByShares(price, shares).reduce((sum, part) => sum + part, 0)).toBe(price);
      }),
    );
  });

  it('are each within one minor unit of their share, and larger shares get no less', () => {
    fc.assert(
      fc.property(prices, plans, (price, shares) => {
        const parts = splitByShares(price, shares);
        shares.forEach((share, n) => {
          const exact = (BigInt(price) * BigInt(share)) / 100n;
          const off = BigInt(parts[n] ?? -1) - exact;
          expect(off === 0n || off === 1n).toBe(true);
          shares.forEach((other, m) => {
            if (share > other) expect(parts[n]).toBeGreaterThanOrEqual(parts[m] ?? 0);
          });
        });
      }),
    );
  });
});

describe('currencies', () => {
  it.each([
    ['GBP', 2],
    ['JPY', 0],
    ['KWD', 3],
  ])('%s has %i digits', (currency, digits) => {
    expect(digitsOf(currency)).toBe(digits);
  });

  it.each([
    [300_000, 'GBP', '£3,000'],
    [1_250, 'USD', '$12.50'],
    [1_250, 'JPY', '¥1,250'],
    [1_250, 'KWD', 'KWD 1.250'],
    [5, 'EUR', '€0.05'],
    [0, 'EUR', '€0'],
  ])('%i of %s reads %s', (minor, currency, words) => {
    expect(formatMoney({ minor, currency }).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it.each([
    ['GBP', true],
    ['XYZ', false],
    ['gbp', false],
  ])('%s is one: %s', (code, known) => {
    expect(isCurrency(code)).toBe(known);
  });
});

describe('an amount as it is typed', () => {
  it.each([
    ['10000', 'GBP', 1_000_000],
    ['99.50', 'GBP', 9_950],
    ['99.5', 'GBP', 9_950],
    ['10,000', 'GBP', 1_000_000],
    ['10 000.50', 'GBP', 1_000_050],
    ["1'000'000", 'CHF', 100_000_000],
    ['1000', 'JPY', 1_000],
    ['1.234', 'KWD', 1_234],
    [' 5 ', 'GBP', 500],
  ])('%s %s', (typed, currency, minor) => {
    expect(readAmount(typed, currency)).toEqual({ is: 'amount', minor });
  });

  it.each([
    ['10,50', 'EUR'],
    ['10,0000', 'EUR'],
    ['1,000 000', 'EUR'],
    ['99.505', 'EUR'],
    ['99.5', 'JPY'],
    ['1.000,50', 'EUR'],
    ['-5', 'EUR'],
    ['£5', 'GBP'],
    ['5 million', 'GBP'],
    ['', 'GBP'],
  ])('%s %s is none', (typed, currency) => {
    expect(readAmount(typed, currency)).toEqual({ is: 'unreadable' });
  });

  it.each([
    ['10000000000000', 'GBP'],
    ['9,999,999,999,999.99', 'GBP', maxMinorUnits],
    ['999999999999999', 'JPY', maxMinorUnits],
    ['1000000000000000', 'JPY'],
    ['999999999999.999', 'KWD', maxMinorUnits],
    ['1000000000000', 'KWD'],
    ['123456789012345678901234567890', 'EUR'],
  ])('%s %s is at most the largest price, or too large', (typed, currency, minor?: number) => {
    expect(readAmount(typed, currency)).toEqual(
      minor === undefined ? { is: 'too_large' } : { is: 'amount', minor },
    );
  });

  it('reads back what it is written as, in every currency and up to the largest price', () => {
    const money = fc.record({
      minor: fc.oneof(fc.integer({ min: 0, max: maxMinorUnits }), fc.integer({ min: 0, max: 10_000 })),
      currency: fc.constantFrom(...Intl.supportedValuesOf('currency')),
    });
    fc.assert(
      fc.property(money, ({ minor, currency }) => {
        expect(readAmount(decimalOf({ minor, currency }), currency)).toEqual({ is: 'amount', minor });
        // what people see has the same digits
        const shown = formatMoney({ minor, currency }).replaceAll(/[^\d.]|\.(?!\d)/g, '');
        expect(shown).toBe(decimalOf({ minor, currency }));
      }),
    );
  });
});

describe('money that is no whole number of minor units', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 2n ** 60n])('%s is a defect', (minor) => {
    expect(() => wholeMinorUnits(minor)).toThrow(RangeError);
  });

  it('comes neither from a sum nor from the parts of a price whose shares are more than the whole', () => {
    expect(sumOf([Number.MAX_SAFE_INTEGER, 1])).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => sumOf([0.5])).toThrow(RangeError);
    const full = Array.from({ length: 200 }, () => 100);
    expect(splitByShares(maxMinorUnits, full)).toEqual(full.map(() => maxMinorUnits));
  });
});
