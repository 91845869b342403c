import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  afterQuietHours,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
} from '../../../src/domain/time/calendar.ts';
import { anyMoment, anyTime, anyZone, oddZones } from './arbitraries.ts';

const day = (date: string) => Temporal.PlainDate.from(date);
const plus = (date: string, days: number) => day(date).add({ days }).toString();
const anyHolidays = fc
  .tuple(anyMoment, fc.uniqueArray(fc.integer({ min: -20, max: 40 }), { maxLength: 12 }))
  .map(([moment, days]) => days.sort((a, b) => a - b).map((n) => plus(moment.slice(0, 10), n)));

const at = (moment: string, zone: string) => Temporal.Instant.from(moment).toZonedDateTimeISO(zone);
const runs = { numRuns: 400 };

describe('working days', () => {
  const christmas = { holidays: ['2026-12-25', '2026-12-26', '2026-12-28'] };

  it.each([
    ['2026-12-24', true],
    ['2026-12-25', false],
    ['2026-12-27', false],
    ['2026-12-29', true],
  ])('%s: %s', (date, works) => {
    expect(isWorkingDay(date, christmas)).toBe(works);
  });

  it.each([
    ['2026-12-23', '2026-12-24'],
    ['2026-12-24', '2026-12-29'],
    ['2026-12-26', '2026-12-29'],
  ])('after %s the next is %s', (date, next) => {
    expect(nextWorkingDay(date, christmas)).toBe(next);
  });

  it('between two dates are those that are working days, counted one by one, both ways', () => {
    fc.assert(
      fc.property(anyHolidays, anyMoment, fc.integer({ min: 0, max: 60 }), (holidays, moment, length) => {
        const from = moment.slice(0, 10);
        const to = plus(from, length);
        const dates = Array.from({ length }, (_, n) => plus(from, n + 1));
        const counted = dates.filter((date) => isWorkingDay(date, { holidays })).length;
        expect(workingDaysBetween(from, to, { holidays })).toBe(counted);
        expect(workingDaysBetween(from, to, { holidays }) + workingDaysBetween(to, from, { holidays })).toBe(
          0,
        );
      }),
      runs,
    );
  });
});

describe('quiet hours', () => {
  const overnight = { from: '18:00', to: '08:00' };

  it.each([
    ['2026-10-05T17:59:00.000Z', '2026-10-05T17:59:00.000Z'],
    ['2026-10-05T18:00:00.000Z', '2026-10-06T08:00:00.000Z'],
    ['2026-10-06T03:00:00.000Z', '2026-10-06T08:00:00.000Z'],
    ['2026-10-06T08:00:00.000Z', '2026-10-06T08:00:00.000Z'],
  ])('from 18:00 to 08:00 let %s wait until %s', (moment, told) => {
    expect(afterQuietHours(moment, overnight, 'UTC')).toBe(told);
  });

  it('are in the person’s zone', () => {
    expect(afterQuietHours('2026-10-05T23:30:00.000Z', overnight, 'Asia/Kolkata')).toBe(
      '2026-10-06T02:30:00.000Z',
    );
  });

  it('that begin as they end, or that nobody set, are none', () => {
    const moment = '2026-10-05T18:00:00.000Z';
    expect(afterQuietHours(moment, { from: '09:00', to: '09:00' }, 'UTC')).toBe(moment);
    expect(afterQuietHours(moment, null, 'UTC')).toBe(moment);
  });

  it('end once more after clocks that went back in them', () => {
    const quiet = { from: '22:00', to: '01:45' };
    expect(afterQuietHours('2026-11-01T06:30:00.000Z', quiet, 'America/New_York')).toBe(
      '2026-11-01T06:45:00.000Z',
    );
  });

  it('never let anything out in them, nor before its time, nor a day late', () => {
    const quiet = fc.record({ from: anyTime, to: anyTime });
    const nearChange = fc.constantFrom(...changes()).chain(({ zone, moment }) =>
      fc.record({
        zone: fc.constant(zone),
        moment: fc
          .integer({ min: -26 * 60, max: 26 * 60 })
          .map((n) => new Date(moment + n * 60_000).toISOString()),
      }),
    );
    const anywhere = fc.oneof(nearChange, fc.record({ zone: anyZone, moment: anyMoment }));
    fc.assert(
      fc.property(quiet, anywhere, ({ from, to }, { zone, moment }) => {
        const told = afterQuietHours(moment, { from, to }, zone);
        expect(told >= moment).toBe(true);
        const time = at(told, zone).toPlainTime().toString().slice(0, 5);
        if (from < to) expect(from <= time && time < to).toBe(false);
        if (from > to) expect(from <= time || time < to).toBe(false);
        expect(Date.parse(told) - Date.parse(moment)).toBeLessThanOrEqual(49 * 3_600_000);
      }),
      { numRuns: 2000 },
    );
  });
});

/** When clocks were changed where we look, from 2008 on. */
function changes(): { zone: string; moment: number }[] {
  return oddZones.flatMap((zone) => {
    const moments = [];
    let next = at('2008-01-01T00:00:00.000Z', zone).getTimeZoneTransition('next');
    while (next && next.year < 2028) {
      moments.push({ zone, moment: next.epochMilliseconds });
      next = next.getTimeZoneTransition('next');
    }
    return moments;
  });
}
