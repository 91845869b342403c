import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  isWorkingDay,
  lastSlot,
  nextSlot,
  nextWorkingDay,
  wallTime,
} from '../../../src/domain/time/calendar.ts';
import type { Cadence, Calendar, Weekday } from '../../../src/domain/time/schedule.ts';
import { anyMoment, anyTime, anyZone, two } from './arbitraries.ts';

const anyDays: fc.Arbitrary<Cadence['days']> = fc.oneof(
  fc.constant('working' as const),
  fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 }),
);
const anyCadence: fc.Arbitrary<Cadence> = fc.record({ days: anyDays, at: anyTime });
const day = (date: string) => Temporal.PlainDate.from(date);
const plus = (date: string, days: number) => day(date).add({ days }).toString();
const anyHolidays = fc
  .tuple(anyMoment, fc.uniqueArray(fc.integer({ min: -20, max: 40 }), { maxLength: 12 }))
  .map(([moment, days]) => days.sort((a, b) => a - b).map((n) => plus(moment.slice(0, 10), n)));
const anyCalendar: fc.Arbitrary<Calendar> = fc.record({ zone: anyZone, holidays: anyHolidays });

const at = (moment: string, zone: string) => Temporal.Instant.from(moment).toZonedDateTimeISO(zone);
const runs = { numRuns: 400 };

describe('the next slot', () => {
  it.each<[string, Cadence, Calendar, string, string]>([
    [
      'is today when its time is still to come',
      { days: 'working', at: '09:00' },
      { zone: 'Europe/London', holidays: [] },
      '2026-10-05T07:59:00.000Z',
      '2026-10-05T08:00:00.000Z',
    ],
    [
      'is strictly later than the moment',
      { days: 'working', at: '09:00' },
      { zone: 'Europe/London', holidays: [] },
      '2026-10-05T08:00:00.000Z',
      '2026-10-06T08:00:00.000Z',
    ],
    [
      'leaves the weekend out',
      { days: 'working', at: '09:00' },
      { zone: 'Europe/London', holidays: [] },
      '2026-10-02T08:00:00.000Z',
      '2026-10-05T08:00:00.000Z',
    ],
    [
      'leaves holidays out',
      { days: 'working', at: '09:00' },
      { zone: 'UTC', holidays: ['2026-12-25', '2026-12-28'] },
      '2026-12-24T10:00:00.000Z',
      '2026-12-29T09:00:00.000Z',
    ],
    [
      'moves from a Friday that is a holiday to Monday',
      { days: [5], at: '10:00' },
      { zone: 'UTC', holidays: ['2026-12-25'] },
      '2026-12-18T10:00:00.000Z',
      '2026-12-28T10:00:00.000Z',
    ],
    [
      'is one, where a holiday moves onto a day that is chosen too',
      { days: [1, 5], at: '10:00' },
      { zone: 'UTC', holidays: ['2026-12-25'] },
      '2026-12-28T10:00:00.000Z',
      '2027-01-01T10:00:00.000Z',
    ],
    [
      'stays on a Saturday that was chosen',
      { days: [6], at: '10:00' },
      { zone: 'UTC', holidays: [] },
      '2026-12-21T10:00:00.000Z',
      '2026-12-26T10:00:00.000Z',
    ],
    [
      'is the first moment after a gap of the clocks',
      { days: [7], at: '02:30' },
      { zone: 'America/New_York', holidays: [] },
      '2026-03-07T12:00:00.000Z',
      '2026-03-08T07:00:00.000Z',
    ],
    [
      'is the earlier one where clocks go back over it',
      { days: [7], at: '01:30' },
      { zone: 'America/New_York', holidays: [] },
      '2026-10-31T12:00:00.000Z',
      '2026-11-01T05:30:00.000Z',
    ],
    [
      'is not said again in the hour that comes twice',
      { days: [7], at: '01:30' },
      { zone: 'America/New_York', holidays: [] },
      '2026-11-01T06:10:00.000Z',
      '2026-11-08T06:30:00.000Z',
    ],
    [
      'is the first moment after the day that Apia left out',
      { days: 'working', at: '09:00' },
      { zone: 'Pacific/Apia', holidays: [] },
      '2011-12-29T19:00:00.000Z',
      '2011-12-30T10:00:00.000Z',
    ],
    [
      'knows that Lord Howe moves its clocks by half an hour',
      { days: [7], at: '02:15' },
      { zone: 'Australia/Lord_Howe', holidays: [] },
      '2026-10-03T00:00:00.000Z',
      '2026-10-03T15:30:00.000Z',
    ],
  ])('%s', (_words, cadence, calendar, after, slot) => {
    expect(nextSlot(cadence, calendar, after)).toBe(slot);
  });

  it('is strictly later, and nothing lies between: the last slot at that moment is itself', () => {
    fc.assert(
      fc.property(anyCadence, anyCalendar, anyMoment, (cadence, calendar, moment) => {
        const next = nextSlot(cadence, calendar, moment);
        expect(next > moment).toBe(true);
        expect(lastSlot(cadence, calendar, next)).toBe(next);
        const before = lastSlot(cadence, calendar, moment);
        expect(before <= moment).toBe(true);
        expect(nextSlot(cadence, calendar, before)).toBe(next);
      }),
      runs,
    );
  });

  it('comes again and again, each later than the one before, as one stroke of the clock', () => {
    fc.assert(
      fc.property(anyCadence, anyCalendar, anyMoment, (cadence, calendar, moment) => {
        const slots = [nextSlot(cadence, calendar, moment)];
        for (let n = 0; n < 12; n += 1) slots.push(nextSlot(cadence, calendar, slots[n] ?? moment));
        expect(slots).toEqual([...new Set(slots)].sort());
        for (const slot of slots) expectOnTheClock(slot, cadence.at, calendar.zone);
      }),
      runs,
    );
  });

  it('is there on each working day, once', () => {
    fc.assert(
      fc.property(anyTime, anyCalendar, anyMoment, (time, calendar, moment) => {
        const cadence: Cadence = { days: 'working', at: time };
        const first = at(moment, calendar.zone).toPlainDate().toString();
        const wanted = Array.from({ length: 30 }, (_, n) => plus(first, n))
          .filter((date) => isWorkingDay(date, calendar))
          .map((date) => wallTime(date, time, calendar.zone));
        expect(slotsFrom(cadence, calendar, wanted)).toEqual(wanted);
      }),
      runs,
    );
  });

  it.each(['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe'])(
    'over a year of daily 09:00 in %s: each working day exactly one, at 09:00',
    (zone) => {
      const calendar = { zone, holidays: ['2026-12-25', '2027-01-01'] };
      const slots: string[] = [];
      let moment = wallTime('2026-03-01', '00:00', zone);
      const end = wallTime('2027-03-01', '00:00', zone);
      for (;;) {
        moment = nextSlot({ days: 'working', at: '09:00' }, calendar, moment);
        if (moment >= end) break;
        slots.push(moment);
      }
      const local = slots.map((slot) => at(slot, zone).toPlainDateTime().toString());
      const days = Array.from({ length: 365 }, (_, n) => plus('2026-03-01', n));
      expect(local).toEqual(
        days
          .filter((date) => day(date).dayOfWeek <= 5 && !calendar.holidays.includes(date))
          .map((date) => `${date}T09:00:00`),
      );
    },
  );

  it('of a cadence without days is a defect', () => {
    const none: Cadence = { days: [], at: '09:00' };
    expect(() => nextSlot(none, { zone: 'UTC', holidays: [] }, '2026-10-05T08:00:00.000Z')).toThrow(
      RangeError,
    );
  });
});

describe('a day of the week that was chosen', () => {
  it('has its slot on the first working day from it on, or on itself at a weekend', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 }),
        anyHolidays,
        anyMoment,
        (days, holidays, moment) => {
          const calendar = { zone: 'UTC', holidays };
          const first = moment.slice(0, 10);
          const chosen = Array.from({ length: 90 }, (_, n) => plus(first, n - 60)).filter((date) =>
            days.includes(day(date).dayOfWeek as Weekday),
          );
          const told = chosen.map((date) =>
            day(date).dayOfWeek > 5 ? date : nextWorkingDay(plus(date, -1), calendar),
          );
          const wanted = [...new Set(told)]
            .filter((date) => first <= date && date < plus(first, 30))
            .sort()
            .map((date) => wallTime(date, '10:00', 'UTC'));
          expect(slotsFrom({ days, at: '10:00' }, calendar, wanted)).toEqual(wanted);
        },
      ),
      runs,
    );
  });
});

/** As many slots as are wanted, from the first one on. */
function slotsFrom(cadence: Cadence, calendar: Calendar, wanted: string[]): string[] {
  const [first] = wanted;
  if (first === undefined) return [];
  let moment = new Date(Date.parse(first) - 1).toISOString();
  return wanted.map(() => {
    moment = nextSlot(cadence, calendar, moment);
    return moment;
  });
}

/** Either the clock shows the time, or it has just been put forward over it. */
function expectOnTheClock(slot: string, time: string, zone: string) {
  const here = at(slot, zone);
  const shown = `${two(here.hour)}:${two(here.minute)}`;
  if (shown === time) return;
  const before = here.subtract({ nanoseconds: 1 });
  expect(before.offsetNanoseconds).toBeLessThan(here.offsetNanoseconds);
}
