import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDates } from '../../src/dates/date-list.ts';
import { dateOf, dayNumber } from '../../src/domain/time/dates.ts';

/** A Monday. */
const today = '2026-12-07';

describe('several dates', () => {
  it.each([
    ['2026-12-25', ['2026-12-25']],
    ['25 dec', ['2026-12-25']],
    ['"25 dec" "1 jan"', ['2026-12-25', '2027-01-01']],
    ['25 dec 1 jan', ['2026-12-25', '2027-01-01']],
    ['1 jan, 25 dec; 25 Dec 2026', ['2026-12-25', '2027-01-01']],
    ['25 dec and 1 jan', ['2026-12-25', '2027-01-01']],
    ['24, 25 and 26 dec', ['2026-12-24', '2026-12-25', '2026-12-26']],
    ['24-26 dec', ['2026-12-24', '2026-12-25', '2026-12-26']],
    ['24 – 26 December 2027', ['2027-12-24', '2027-12-25', '2027-12-26']],
    ['dec 24-26, 2 jan', ['2026-12-24', '2026-12-25', '2026-12-26', '2027-01-02']],
    ['31 dec to 2 jan', ['2026-12-31', '2027-01-01', '2027-01-02']],
    ['31 dec-1 jan', ['2026-12-31', '2027-01-01']],
    ['2026-12-24 - 2026-12-25', ['2026-12-24', '2026-12-25']],
    ['2026-12-24..2026-12-25 2027-01-01', ['2026-12-24', '2026-12-25', '2027-01-01']],
    ['friday', ['2026-12-11']],
    ['next friday, 24-dec-2026', ['2026-12-18', '2026-12-24']],
  ])('%s', (text, dates) => {
    expect(readDates(text, today)).toEqual({ is: 'read', value: dates });
  });

  it.each([
    ['', 'Dates are missing.'],
    ['soon', '“soon” is not a date; write 2026-12-25, 25 dec or 24-26 dec.'],
    ['25 dec whenever', '“whenever” is not a date; write 2026-12-25, 25 dec or 24-26 dec.'],
    ['24', '“24” is not a date; write 2026-12-25, 25 dec or 24-26 dec.'],
    ['31 feb', 'A date must be a day that exists: there is no 31 February.'],
    ['30-31 feb', 'A date must be a day that exists: there is no 30 February.'],
    ['10/12/2026', 'A date could be 10 December or 12 October: write 2026-12-10 or 2026-10-12.'],
    ['2026-12-26 to 2026-12-24', '“2026-12-26 to 2026-12-24” ends before it begins.'],
    ['1 jan to 1 jun', '“1 jan to 1 jun” has 152 days; at most 62 are allowed.'],
    ['none', '“none” is not a date; write 2026-12-25, 25 dec or 24-26 dec.'],
  ])('“%s” is refused', (text, problem) => {
    expect(readDates(text, today)).toMatchObject({ problem });
  });

  it('are those that were written, in order and once, however they are put together', () => {
    const day = fc.integer({ min: dayNumber('2026-12-07'), max: dayNumber('2027-12-01') }).map(dateOf);
    const between = fc.constantFrom(' ', ', ', '; ', ' and ', '\n', ' , ');
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 12 }), between, (dates, by) => {
        const wanted = [...new Set(dates)].sort();
        expect(readDates(dates.join(by), today)).toEqual({ is: 'read', value: wanted });
        expect(readDates(dates.map((date) => `"${date}"`).join(by), today)).toEqual({
          is: 'read',
          value: wanted,
        });
      }),
    );
  });
});
