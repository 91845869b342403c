import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addMinutes,
  ago,
  calendarDays,
  formatDate,
  formatDistance,
  plural,
  todayIn,
  workingDays,
} from '../../../src/domain/time/dates.ts';

const anyDay = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const near = fc.integer({ min: -400, max: 400 });
const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();

describe('working days', () => {
  it.each([
    ['2026-12-07', '2026-12-07', 0],
    ['2026-12-07', '2026-12-10', 3],
    ['2026-12-07', '2026-12-18', 9],
    ['2026-12-11', '2026-12-14', 1],
    ['2026-12-11', '2026-12-13', 0],
    ['2026-12-12', '2026-12-13', 0],
    ['2026-12-13', '2026-12-12', 0],
    ['2026-12-10', '2026-12-07', -3],
    ['2026-12-07', '2027-01-15', 29],
  ])('from %s to %s: %i', (from, to, days) => {
    expect(workingDays(from, to, [])).toBe(days);
  });

  it('are the days from Monday to Friday, counted one by one', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 400 }), (from, days) => {
        let naive = 0;
        for (let n = 1; n <= days; n += 1) {
          if (Temporal.PlainDate.from(plus(from, n)).dayOfWeek <= 5) naive += 1;
        }
        expect(workingDays(from, plus(from, days), [])).toBe(naive);
      }),
    );
  });

  it('count backwards as they count forwards', () => {
    fc.assert(
      fc.property(anyDay, near, (from, days) => {
        const to = plus(from, days);
        expect(workingDays(from, to, []) + workingDays(to, from, [])).toBe(0);
      }),
    );
  });
});

describe('how far a date is', () => {
  it.each([
    ['2026-12-07', 'today'],
    ['2026-12-08', '1 working day left'],
    ['2026-12-10', '3 working days left'],
    ['2026-12-06', '1 day overdue'],
    ['2026-12-04', '3 days overdue'],
  ])('%s, said on Monday 7 December 2026: %s', (date, words) => {
    expect(formatDistance(date, '2026-12-07', [])).toBe(words);
  });

  it('is in plain days where no working day lies between', () => {
    expect(formatDistance('2026-12-12', '2026-12-11', [])).toBe('in 1 day');
    expect(formatDistance('2026-12-13', '2026-12-11', [])).toBe('in 2 days');
  });

  it('counts no holidays', () => {
    const holidays = ['2026-12-08', '2026-12-09', '2026-12-12'];
    expect(formatDistance('2026-12-10', '2026-12-07', holidays)).toBe('1 working day left');
    expect(formatDistance('2026-12-09', '2026-12-07', holidays)).toBe('in 2 days');
    expect(formatDistance('2026-12-14', '2026-12-11', holidays)).toBe('1 working day left');
  });

  it('is overdue exactly when it is past', () => {
    fc.assert(
      fc.property(anyDay, near, (today, days) => {
        const words = formatDistance(plus(today, days), today, []);
        expect(words.endsWith('overdue')).toBe(days < 0);
        expect(calendarDays(today, plus(today, days))).toBe(days);
      }),
    );
  });
});

describe('a date in words', () => {
  it.each([
    ['2026-12-10', 'Thu 10 Dec'],
    ['2027-01-01', 'Fri 1 Jan 2027'],
    ['2025-12-31', 'Wed 31 Dec 2025'],
    ['2026-02-28', 'Sat 28 Feb'],
  ])('%s: %s', (date, words) => {
    expect(formatDate(date, '2026-12-07')).toBe(words);
  });

  it('means that date and no other', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (one, other) => {
        expect(formatDate(one, '1999-01-01') === formatDate(other, '1999-01-01')).toBe(one === other);
      }),
    );
  });
});

describe('today', () => {
  it.each([
    ['2026-12-07T23:30:00.000Z', 'Europe/London', '2026-12-07'],
    ['2026-12-07T23:30:00.000Z', 'Europe/Berlin', '2026-12-08'],
    ['2026-12-07T10:30:00.000Z', 'Pacific/Kiritimati', '2026-12-08'],
    ['2026-12-08T09:30:00.000Z', 'Pacific/Pago_Pago', '2026-12-07'],
    ['2026-03-29T00:59:59.000Z', 'Europe/London', '2026-03-29'],
    ['2026-03-29T23:00:00.000Z', 'Europe/London', '2026-03-30'],
    ['2026-10-24T23:00:00.000Z', 'Europe/London', '2026-10-25'],
    ['2026-10-25T23:59:59.000Z', 'Europe/London', '2026-10-25'],
  ])('at %s in %s is %s', (now, zone, day) => {
    expect(todayIn(now, zone)).toBe(day);
  });

  it.each(['Pacific Standard Tide', '', 'Mars/Olympus', 'GMT+99:00', '\u0000'])(
    'is the day of UTC where “%s” is no zone',
    (zone) => {
      expect(todayIn('2026-10-24T23:00:00.000Z', zone)).toBe('2026-10-24');
    },
  );
});

describe('spans of time', () => {
  it('grow over a change of the clocks by what has passed', () => {
    expect(addMinutes('2026-03-29T00:50:00.000Z', 15)).toBe('2026-03-29T01:05:00.000Z');
  });

  it.each([
    [0, 'just now'],
    [59, '59 min ago'],
    [60, '1 hour ago'],
    [60 * 23 + 59, '23 hours ago'],
    [60 * 24, '1 day ago'],
    [60 * 24 * 40, '40 days ago'],
  ])('%i minutes: %s', (minutes, words) => {
    const now = '2026-12-07T09:00:00.000Z';
    expect(ago(now, addMinutes(now, minutes))).toBe(words);
  });

  it('are counted in English', () => {
    expect([0, 1, 2].map((n) => plural(n, 'day'))).toEqual(['0 days', '1 day', '2 days']);
  });
});
