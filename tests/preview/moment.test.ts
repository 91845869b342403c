import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { momentOf } from '../../src/preview/moment.ts';

const zone = 'Europe/London';
/** A Saturday. */
const now = Temporal.Instant.from('2026-11-21T10:30:00Z');
const to = (move: Parameters<typeof momentOf>[0], from = now, at = zone) => String(momentOf(move, from, at));

describe('the clock goes', () => {
  it.each([
    ['friday 09:00', '2026-11-27T09:00:00Z'],
    ['Saturday 11:00', '2026-11-21T11:00:00Z'],
    ['saturday 10:00', '2026-11-28T10:00:00Z'],
    ['tomorrow 09:00', '2026-11-22T09:00:00Z'],
    ['today 23:59', '2026-11-21T23:59:00Z'],
  ])('to %s', (at, instant) => {
    expect(to({ at })).toBe(instant);
  });

  it('forward by days of the wall, also where a night is an hour longer', () => {
    const before = Temporal.Instant.from('2026-10-24T08:00:00Z');
    expect(to({ forward: { days: 1 } }, before)).toBe('2026-10-25T09:00:00Z');
    expect(to({ forward: { hours: 24 } }, before)).toBe('2026-10-25T08:00:00Z');
  });

  it('to an instant', () => {
    expect(to({ to: '2026-12-01T10:00:00+01:00' })).toBe('2026-12-01T09:00:00Z');
  });

  it.each([{ at: 'friday' }, { at: 'friday 25:00' }, { at: 'funday 09:00' }, { at: '' }])(
    'nowhere by %j',
    (move) => {
      expect(to(move)).toBe('Say when, such as “friday 09:00” or “tomorrow 09:00”.');
    },
  );

  it('never backward, and never on the spot', () => {
    expect(to({ at: 'today 10:30' })).toBe('The clock only goes forward.');
    expect(to({ forward: {} })).toBe('The clock only goes forward.');
  });

  it('to the next such day and time of any zone, within a week', () => {
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    const zones = [
      'Europe/London',
      'Pacific/Apia',
      'Australia/Lord_Howe',
      'America/New_York',
      'Asia/Kolkata',
    ];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 7 }),
        // no clock skips these hours
        fc.integer({ min: 6, max: 22 }),
        (date, there, weekday, hour) => {
          const from = Temporal.Instant.fromEpochMilliseconds(date.getTime());
          const at = `${days[weekday - 1]} ${String(hour).padStart(2, '0')}:00`;
          const reached = Temporal.Instant.from(to({ at }, from, there)).toZonedDateTimeISO(there);
          expect([reached.dayOfWeek, reached.hour, reached.minute]).toEqual([weekday, hour, 0]);
          const days7 = from.toZonedDateTimeISO(there).add({ days: 7 });
          expect(Temporal.Instant.compare(reached.toInstant(), from)).toBe(1);
          expect(Temporal.ZonedDateTime.compare(reached, days7)).toBeLessThanOrEqual(0);
        },
      ),
    );
  });
});
