import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { putOffFor, putOffUntil, spans } from '../../../src/domain/rhythm/snooze.ts';
import { isWorkingDay } from '../../../src/domain/time/calendar.ts';
import { todayIn } from '../../../src/domain/time/dates.ts';
import { timeIn } from '../../../src/domain/time/moments.ts';

const london = { zone: 'Europe/London', holidays: ['2026-12-25', '2026-12-28'] };
const at = (now: string, calendar = london, time = '09:00') => ({ now, calendar, time });

describe('a reminder that is put off', () => {
  it.each([
    ['1h', '2026-12-07T09:00:00.000Z', '2026-12-07T10:00:00.000Z'],
    ['tomorrow', '2026-12-07T23:59:00.000Z', '2026-12-08T09:00:00.000Z'],
    ['tomorrow', '2026-12-11T09:00:00.000Z', '2026-12-14T09:00:00.000Z'],
    ['tomorrow', '2026-12-24T09:00:00.000Z', '2026-12-29T09:00:00.000Z'],
    ['next_week', '2026-12-07T09:00:00.000Z', '2026-12-14T09:00:00.000Z'],
    ['next_week', '2026-12-13T09:00:00.000Z', '2026-12-14T09:00:00.000Z'],
    ['next_week', '2026-12-21T09:00:00.000Z', '2026-12-29T09:00:00.000Z'],
  ] as const)('for %s from %s comes again at %s', (span, now, until) => {
    expect(putOffFor(span, at(now))).toEqual({ until, wakes: span === '1h' });
  });

  it('comes with the digest of the day that was chosen, or of the working day after it', () => {
    const monday = at('2026-12-07T09:00:00.000Z', london, '16:30');
    expect(putOffUntil('2026-12-18', monday)?.until).toBe('2026-12-18T16:30:00.000Z');
    expect(putOffUntil('2026-12-25', monday)?.until).toBe('2026-12-29T16:30:00.000Z');
    expect(putOffUntil('2026-12-07', monday)).toBeUndefined();
    expect(putOffUntil('2026-12-06', monday)).toBeUndefined();
  });

  it('counts days where the person is', () => {
    const apia = { zone: 'Pacific/Apia', holidays: [] };
    expect(putOffFor('tomorrow', at('2026-12-07T12:00:00.000Z', apia)).until).toBe(
      '2026-12-08T20:00:00.000Z',
    );
  });

  it('comes later than now, on a working day at the time of the digest', () => {
    const zones = fc.constantFrom('Europe/London', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia');
    const moments = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2030-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zones, moments, fc.constantFrom(...spans), (zone, moment, span) => {
        const now = moment.toISOString();
        const { until, wakes } = putOffFor(span, at(now, { ...london, zone }));
        expect(until !== null && until > now).toBe(true);
        if (wakes || until === null) return;
        expect(isWorkingDay(todayIn(until, zone), london)).toBe(true);
        expect(timeIn(until, zone)).toBe('09:00');
      }),
    );
  });
});
