import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDays } from '../../src/dates/cadences.ts';
import { readHours, readTime } from '../../src/dates/times.ts';
import { readZone } from '../../src/dates/zones.ts';
import { hoursInWords, inWords } from '../../src/domain/rhythm/cadence.ts';
import type { Weekday } from '../../src/domain/time/schedule.ts';
import { isZone } from '../../src/domain/time/zones.ts';

const two = (n: number) => String(n).padStart(2, '0');

describe('a time of day', () => {
  it.each([
    ['10:00', '10:00'],
    ['9', '09:00'],
    ['09:05', '09:05'],
    ['9am', '09:00'],
    ['9:30 pm', '21:30'],
    ['9:30 P.M.', '21:30'],
    ['12 am', '00:00'],
    ['12pm', '12:00'],
    ['17.30', '17:30'],
    ['17h30', '17:30'],
    ['0930', '09:30'],
    ['at 5 o’clock', '05:00'],
    ['noon', '12:00'],
    ['Midnight', '00:00'],
    ['23:59', '23:59'],
  ])('%s is %s', (text, time) => {
    expect(readTime(text)).toEqual({ is: 'read', value: time });
  });

  it.each(['25:00', '24:00', '9:60', '13 pm', '0 am'])('%s is on no clock', (text) => {
    expect(readTime(text)).toEqual({
      is: 'refused',
      problem: 'must be a time that a clock shows, from 00:00 to 23:59',
    });
  });

  it.each(['', 'soon', '9:3', '10:00:00', '-1', '9 10', '100', 'noonish', 'constructor', '9'.repeat(100)])(
    '“%s” is none',
    (text) => {
      expect(readTime(text).is).toBe('nonsense');
    },
  );

  it('means the same whether it is written with 24 hours or with 12', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
        const time = { is: 'read', value: `${two(hour)}:${two(minute)}` };
        const half = `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)} ${hour < 12 ? 'am' : 'pm'}`;
        expect(readTime(`${hour}:${two(minute)}`)).toEqual(time);
        expect(readTime(half)).toEqual(time);
      }),
    );
  });
});

describe('hours of the day', () => {
  it.each([
    ['18:00-08:00', 'from 18:00 to 08:00'],
    ['18-8', 'from 18:00 to 08:00'],
    ['6 pm to 8 am', 'from 18:00 to 08:00'],
    ['from 22:30 until 6', 'from 22:30 to 06:00'],
    ['18:00 – 08:00', 'from 18:00 to 08:00'],
    ['between noon and 1pm', 'from 12:00 to 13:00'],
  ])('%s are %s', (text, words) => {
    const hours = readHours(text);
    expect(hours.is === 'read' && hours.value && hoursInWords(hours.value)).toBe(words);
  });

  it.each(['off', 'none', 'Never'])('%s takes them away', (text) => {
    expect(readHours(text)).toEqual({ is: 'read', value: null });
  });

  it.each([
    ['18:00', 'must be two times of day, such as 18:00-08:00'],
    ['18:00-08:00-09:00', 'must be two times of day, such as 18:00-08:00'],
    ['18:00-25:00', 'must be a time that a clock shows, from 00:00 to 23:59'],
    ['night-day', 'must be a time of day, such as 09:00 or 5 pm'],
    ['9-09:00', 'must begin and end at different times'],
  ])('%s: %s', (text, problem) => {
    expect(readHours(text)).toMatchObject({ problem });
  });
});

describe('the days of a cadence', () => {
  const at = '10:00';

  it.each([
    ['daily', 'every working day at 10:00'],
    ['every day', 'every working day at 10:00'],
    ['weekdays', 'every working day at 10:00'],
    ['working days', 'every working day at 10:00'],
    ['mon-fri', 'every working day at 10:00'],
    ['weekly', 'on Mondays at 10:00'],
    ['every week', 'on Mondays at 10:00'],
    ['friday', 'on Fridays at 10:00'],
    ['every Friday', 'on Fridays at 10:00'],
    ['on Tuesdays', 'on Tuesdays at 10:00'],
    ['mon,wed', 'on Mondays and Wednesdays at 10:00'],
    ['wed mon', 'on Mondays and Wednesdays at 10:00'],
    ['monday and thursday', 'on Mondays and Thursdays at 10:00'],
    ['monday, wednesday, and friday', 'on Mondays, Wednesdays and Fridays at 10:00'],
    ['monday to thursday', 'on Mondays, Tuesdays, Wednesdays and Thursdays at 10:00'],
    ['sat – mon', 'on Mondays, Saturdays and Sundays at 10:00'],
    ['weekends', 'on Saturdays and Sundays at 10:00'],
    ['mon-sun', 'every day at 10:00'],
  ])('%s: %s', (text, words) => {
    const days = readDays(text);
    expect(days.is === 'read' && inWords({ days: days.value, at })).toBe(words);
  });

  it.each(['every 2 weeks', 'fortnightly', 'monthly', 'every other monday', 'hourly', 'biweekly', '3 days'])(
    '%s is a rhythm that there is not, and what there is instead',
    (text) => {
      expect(readDays(text)).toEqual({
        is: 'refused',
        problem: 'can be daily, weekly, or days of the week such as monday and thursday',
      });
    },
  );

  it.each(['', 'often', 'monday and', 'mon-tue-wed', 'someday', 'mo', 'monday'.repeat(50)])(
    '“%s” are none',
    (text) => {
      expect(readDays(text).is).toBe('nonsense');
    },
  );

  it('are read again from their own words', () => {
    const anyDays = fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 });
    fc.assert(
      fc.property(anyDays, (chosen) => {
        const names = inWords({ days: chosen.sort(), at }).replace(` at ${at}`, '');
        fc.pre(names !== 'every day');
        const days = readDays(names);
        expect(days.is === 'read' && inWords({ days: days.value, at })).toBe(
          chosen.join() === '1,2,3,4,5' ? 'every working day at 10:00' : `${names} at 10:00`,
        );
      }),
    );
  });
});

describe('a time zone', () => {
  it.each([
    ['Europe/Paris', 'Europe/Paris'],
    ['europe/PARIS', 'Europe/Paris'],
    ['Paris', 'Europe/Paris'],
    ['new york', 'America/New_York'],
    ['America/New York', 'America/New_York'],
    ['NEW_YORK', 'America/New_York'],
    ['port-au-prince', 'America/Port-au-Prince'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Mumbai', 'Asia/Kolkata'],
    ['Kyiv', 'Europe/Kyiv'],
    ['San Francisco', 'America/Los_Angeles'],
    ['America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
    ['utc', 'UTC'],
    ['GMT', 'UTC'],
  ])('%s is %s', (text, zone) => {
    expect(readZone(text)).toEqual({ is: 'read', value: zone });
  });

  it.each(['UTC+2', 'gmt -5', '+02:00', '-0330', 'EST', 'Etc/GMT+5'])('%s has no summer time', (text) => {
    expect(readZone(text)).toEqual({
      is: 'refused',
      problem: `An offset such as ${text} has no summer time. Name a city, such as Paris, or write it as Europe/Paris.`,
    });
  });

  it.each([
    ['Europe/Pariss', 'There is no time zone “Europe/Pariss”. Did you mean Europe/Paris?'],
    ['Lodnon', 'There is no time zone “Lodnon”. Did you mean Europe/London?'],
    ['new yrok', 'There is no time zone “new yrok”. Did you mean America/New_York?'],
    [
      'Mars/Olympus',
      'There is no time zone “Mars/Olympus”. Name a city, such as Paris, or write it as Europe/Paris.',
    ],
    ['PST', 'There is no time zone “PST”. Name a city, such as Paris, or write it as Europe/Paris.'],
    [
      '2026-01-01T00:00Z[Europe/Paris]',
      'There is no time zone “2026-01-01T00:00Z[Europe/Paris]”. Name a city, such as Paris, or write it as Europe/Paris.',
    ],
  ])('%s: %s', (text, problem) => {
    expect(readZone(text)).toEqual({ is: 'nonsense', problem });
  });

  it.each([
    ['Pacific Standard Time', 'America/Los_Angeles'],
    ['w. europe standard time', 'Europe/Berlin'],
  ])('%s, as Windows calls it, is %s', (text, value) => {
    expect(readZone(text)).toEqual({ is: 'read', value });
  });

  it('is found by its name in any case and spelled as its register does, whichever it is', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      expect(readZone(zone.toLowerCase())).toEqual({ is: 'read', value: zone });
      const city = readZone(zone.slice(zone.lastIndexOf('/') + 1));
      expect(city.is === 'read' && isZone(city.value)).toBe(true);
    }
  });
});
