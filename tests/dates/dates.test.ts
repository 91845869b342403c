import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../src/dates/dates.ts';

const monday = '2026-12-07';
const friday = '2026-12-11';
const sunday = '2026-12-13';

describe('a date', () => {
  it.each([
    ['2026-12-18', '2026-12-18'],
    ['2026–12–18', '2026-12-18'],
    ['2026/12/18', '2026-12-18'],
    ['18 dec 2026', '2026-12-18'],
    ['18 December 2026', '2026-12-18'],
    ['18-Dec-2026', '2026-12-18'],
    ['18dec2026', '2026-12-18'],
    ['Dec 18', '2026-12-18'],
    ['december 18th, 2027', '2027-12-18'],
    ['the 18th of December', '2026-12-18'],
    ['2026 dec 18', '2026-12-18'],
    ['Fri, 18 Dec 2026.', '2026-12-18'],
    ['18.12.2026', '2026-12-18'],
    ['18.12.', '2026-12-18'],
    ['10.12.2026', '2026-12-10'],
    ['18/12/2026', '2026-12-18'],
    ['12/18/2026', '2026-12-18'],
    ['18/12/26', '2026-12-18'],
    ['18/12', '2026-12-18'],
    ['11/11/2026', '2026-11-11'],
  ])('is read from %s', (text, iso) => {
    expect(readDate(text, monday)).toEqual({ is: 'day', iso });
  });

  it.each([
    ['15 mar', monday, '2027-03-15'],
    ['7 dec', monday, '2026-12-07'],
    ['6 dec', monday, '2027-12-06'],
    ['29 feb', monday, '2028-02-29'],
    ['29 feb', '2097-01-01', '2104-02-29'],
  ])('without a year is the next to come: %s on %s', (text, today, iso) => {
    expect(readDate(text, today)).toEqual({ is: 'day', iso });
  });

  it.each([
    ['friday', monday, '2026-12-11'],
    ['Fri', monday, '2026-12-11'],
    ['this friday', monday, '2026-12-11'],
    ['on friday', monday, '2026-12-11'],
    ['next friday', monday, '2026-12-18'],
    ['friday next week', monday, '2026-12-18'],
    ['next week on friday', monday, '2026-12-18'],
    ['last friday', monday, '2026-12-04'],
    ['monday', monday, monday],
    ['next monday', monday, '2026-12-14'],
    ['last monday', monday, '2026-11-30'],
    ['friday', friday, friday],
    ['next friday', friday, '2026-12-18'],
    ['friday', sunday, '2026-12-18'],
    ['next friday', sunday, '2026-12-18'],
    ['weds', monday, '2026-12-09'],
  ])('is a weekday: %s said on %s', (text, today, iso) => {
    expect(readDate(text, today)).toEqual({ is: 'day', iso });
  });

  it.each([
    ['today', '2026-12-07'],
    ['now', '2026-12-07'],
    ['Tomorrow', '2026-12-08'],
    ['the day after tomorrow', '2026-12-09'],
    ['yesterday', '2026-12-06'],
    ['in 2 weeks', '2026-12-21'],
    ['in two weeks', '2026-12-21'],
    ['2 weeks from now', '2026-12-21'],
    ['in 3 days', '2026-12-10'],
    ['next week', '2026-12-14'],
    ['next month', '2027-01-07'],
    ['in a month', '2027-01-07'],
    ['end of week', '2026-12-11'],
    ['end of month', '2026-12-31'],
    ['end of the month', '2026-12-31'],
    ['EOM', '2026-12-31'],
    ['end of next month', '2027-01-31'],
    ['end of year', '2026-12-31'],
  ])('is seen from today: %s', (text, iso) => {
    expect(readDate(text, monday)).toEqual({ is: 'day', iso });
  });

  it('does not run over the end of a shorter month', () => {
    expect(readDate('in 1 month', '2026-01-31')).toEqual({ is: 'day', iso: '2026-02-28' });
    expect(readDate('next year', '2028-02-29')).toEqual({ is: 'day', iso: '2029-02-28' });
    expect(readDate('end of next month', '2028-01-31')).toEqual({ is: 'day', iso: '2028-02-29' });
  });

  it.each([['none'], ['None'], [' NONE ']])('is taken away by “%s”', (text) => {
    expect(readDate(text, monday)).toEqual({ is: 'cleared' });
  });
});

describe('what could be two dates', () => {
  it.each([
    ['10/12/2026', ['2026-12-10', '2026-10-12']],
    ['10-12-2026', ['2026-12-10', '2026-10-12']],
    ['10/12', ['2026-12-10', '2027-10-12']],
  ])('is asked back: %s', (text, either) => {
    const problem = `could be 10 December or 12 October: write ${either.join(' or ')}`;
    expect(readDate(text, monday)).toEqual({ is: 'refused', problem, either });
  });
});

describe('what is no date', () => {
  it.each([
    ['31 feb', 'must be a day that exists: there is no 31 February'],
    ['2026-02-30', 'must be a day that exists: there is no 30 February 2026'],
    ['29 feb 2026', 'must be a day that exists: there is no 29 February 2026'],
    ['0 dec', 'must be a day that exists: there is no 0 December'],
    ['2026-13-01', 'must be a day that exists: there is no month 13'],
    ['13.13.2026', 'must be a day that exists: there is no month 13'],
    ['mon 18 dec 2026', 'must be one day: 18 December 2026 is a Friday, not a Monday'],
    ['dec 2026', 'must name a day, such as 15 December'],
    ['may', 'must name a day, such as 15 May'],
    ['1969-12-31', 'must be in the years 1970 to 2200; you wrote “1969-12-31”'],
    ['2201-01-01', 'must be in the years 1970 to 2200; you wrote “2201-01-01”'],
    ['in 99999 weeks', 'must be in the years 1970 to 2200; you wrote “in 99999 weeks”'],
  ])('says why: %s', (text, problem) => {
    expect(readDate(text, monday)).toEqual({ is: 'refused', problem });
  });

  it.each([
    ...[['friday the nonsense'], ['friday 10'], ['nonsense'], ['7'], ['2026'], ['18 dec 60'], ['10pm'], ['']],
    ...[
      ['tomorrow at 5pm'],
      ['in 2 hours'],
      ['monday to friday'],
      ['this week'],
      ['this month'],
      ['weekend'],
    ],
    ...[['in 999999999999 weeks'], ['2026-12-10T10:00:00Z'], ['9'.repeat(5000)], ['friday '.repeat(1000)]],
    ...[
      ['next quarter'],
      ['25/12/2026/1'],
      ['10/12-2026'],
      ['10/12/2026 soon'],
      ['\u0000'],
      ['<@slack:T1/U2|Friday>'],
    ],
  ])('is not guessed at: %s', (text) => {
    expect(readDate(text, monday)).toMatchObject({
      is: 'nonsense',
      problem: expect.stringMatching(
        /^must be a date, such as 18 Dec 2026, next Friday or in 2 weeks; you wrote “/,
      ),
    });
  });
});

const anyDay = fc
  .integer({ min: 0, max: 83_000 })
  .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }));

describe('any date', () => {
  it('reads back from the ways it is written', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (date, today) => {
        const month = date.toLocaleString('en-GB', { month: 'long' });
        const written = [
          date.toString(),
          `${date.day} ${month} ${date.year}`,
          `${month.slice(0, 3)} ${date.day}, ${date.year}`,
          `${date.day}.${date.month}.${date.year}`,
        ];
        for (const text of written) {
          expect(readDate(text, today.toString())).toEqual({ is: 'day', iso: date.toString() });
        }
      }),
    );
  });

  it('lies as far ahead as was said', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 300 }), (today, days) => {
        const iso = today.add({ days }).toString();
        expect(readDate(`in ${days} days`, today.toString())).toEqual({ is: 'day', iso });
      }),
    );
  });

  it('lies as many months ahead as was said, at the latest on the last day of that month', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (today, months) => {
        const date = today.add({ months });
        fc.pre(date.year <= 2200);
        expect(readDate(`in ${months} months`, today.toString())).toEqual({
          is: 'day',
          iso: date.toString(),
        });
      }),
      { examples: [[Temporal.PlainDate.from('2026-01-31'), 1]] },
    );
  });

  it('of a weekday is within a week, and “next” is in the following calendar week', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'), (today, name) => {
        const [coming, next] = [name, `next ${name}`].map((text) => readDate(text, today.toString()));
        if (coming?.is !== 'day' || next?.is !== 'day') throw new Error('not read');
        const ahead = today.until(coming.iso).days;
        expect(ahead).toBeGreaterThanOrEqual(0);
        expect(ahead).toBeLessThan(7);
        const nextMonday = today.add({ days: 8 - today.dayOfWeek });
        expect(nextMonday.until(next.iso).days).toBeGreaterThanOrEqual(0);
        expect(nextMonday.until(next.iso).days).toBeLessThan(7);
      }),
    );
  });

  it('is read from any text without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), anyDay, (text, today) => {
        expect(['day', 'cleared', 'refused', 'nonsense']).toContain(readDate(text, today.toString()).is);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the zone of the host', () => {
  const script = fileURLToPath(new URL('print-dates.ts', import.meta.url));
  const printed = (zone: string) => {
    const run = spawnSync(process.execPath, [script], { env: { TZ: zone }, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    return run.stdout;
  };

  it('makes no difference to any date', () => {
    const inUtc = printed('UTC');
    expect(inUtc).toContain('2026-12-31 tomorrow {"is":"day","iso":"2027-01-01"}');
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin', 'America/St_Johns']) {
      expect(printed(zone)).toBe(inUtc);
    }
  });
});
