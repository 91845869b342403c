import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AcceptanceCalendar,
  acceptanceWindow,
  type Pause,
} from '../../../src/domain/review/acceptance.ts';

const policy = { days: 5, silence: 'accept' } as const;
const london: AcceptanceCalendar = { zone: 'Europe/London', holidays: [], reviewerZones: [] };

describe('the window of a review', () => {
  it('ends at 17:00 on the last of its working days', () => {
    // Tuesday 1 December; the fifth working day after it is Tuesday 8 December
    expect(acceptanceWindow('2026-12-01T10:00:00Z', policy, london)).toEqual({
      halfAt: '2026-12-04T09:00:00.000Z',
      lastDayAt: '2026-12-07T09:00:00.000Z',
      endsAt: '2026-12-08T17:00:00.000Z',
      zone: 'Europe/London',
      lastDay: '2026-12-08',
    });
  });

  it('leaves out the days off of the project', () => {
    const holidays = ['2026-12-25', '2026-12-28'];
    expect(acceptanceWindow('2026-12-23T10:00:00Z', policy, { ...london, holidays })?.endsAt).toBe(
      '2027-01-01T17:00:00.000Z',
    );
  });

  it('follows the clock of the zone over the end of summer time', () => {
    // 25 October 2026: London goes from UTC+1 to UTC
    expect(acceptanceWindow('2026-10-23T10:00:00Z', { ...policy, days: 1 }, london)?.endsAt).toBe(
      '2026-10-26T17:00:00.000Z',
    );
    expect(acceptanceWindow('2026-10-22T10:00:00Z', { ...policy, days: 1 }, london)?.endsAt).toBe(
      '2026-10-23T16:00:00.000Z',
    );
  });

  it('ends for a reviewer in another zone only when their own time is over', () => {
    // in Auckland it is Wednesday 2 December already: five working days later is Wednesday 9 December, 17:00
    const east = { ...london, reviewerZones: ['Pacific/Auckland'] };
    expect(acceptanceWindow('2026-12-01T20:00:00Z', policy, east)?.endsAt).toBe('2026-12-09T04:00:00.000Z');
    // 17:00 in Los Angeles is 01:00 UTC on the next day
    const west = { ...london, reviewerZones: ['America/Los_Angeles'] };
    expect(acceptanceWindow('2026-12-01T20:00:00Z', policy, west)?.endsAt).toBe('2026-12-09T01:00:00.000Z');
  });

  it('stands still while a question is open, and adds its working days', () => {
    const asked: Pause = { from: '2026-12-03T10:00:00Z', to: null };
    expect(acceptanceWindow('2026-12-01T10:00:00Z', policy, london, [asked])).toBeNull();
    const answered: Pause = { ...asked, to: '2026-12-07T10:00:00Z' };
    // from Thursday to Monday at the same hour: two working days
    expect(acceptanceWindow('2026-12-01T10:00:00Z', policy, london, [answered])?.endsAt).toBe(
      '2026-12-10T17:00:00.000Z',
    );
  });

  it('adds the time of several questions together, and none for a weekend', () => {
    const pauses = (...spans: [string, string][]): Pause[] =>
      spans.map(([from, to]) => ({ from: `2026-12-${from}Z`, to: `2026-12-${to}Z` }));
    const end = (...spans: [string, string][]) =>
      acceptanceWindow('2026-12-01T10:00:00Z', policy, london, pauses(...spans))?.endsAt;
    expect(end(['02T10:00:00', '02T11:00:00'], ['03T10:00:00', '03T11:00:00'])).toBe(
      '2026-12-09T17:00:00.000Z',
    );
    expect(end(['05T10:00:00', '06T20:00:00'])).toBe('2026-12-08T17:00:00.000Z');
  });

  it('never ends earlier with another reviewer, another day off, or another question', () => {
    const zones = [
      'Europe/London',
      'Pacific/Auckland',
      'America/Los_Angeles',
      'Asia/Kolkata',
      'Pacific/Kiritimati',
    ];
    const at = fc
      .date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
    const day = at.map((instant) => instant.slice(0, 10));
    fc.assert(
      fc.property(
        at,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(...zones),
        fc.subarray(zones),
        fc.array(day, { maxLength: 30 }),
        fc.tuple(at, fc.nat(20)),
        (submittedAt, days, zone, reviewerZones, holidays, [from, open]) => {
          const end = (calendar: AcceptanceCalendar, pauses: Pause[] = []) =>
            acceptanceWindow(submittedAt, { ...policy, days }, calendar, pauses)?.endsAt ?? '';
          const alone = end({ zone, holidays: [], reviewerZones: [] });
          const together = end({ zone, holidays: [], reviewerZones });
          expect(together >= alone).toBe(true);
          for (const other of reviewerZones)
            expect(together >= end({ zone: other, holidays: [], reviewerZones: [] })).toBe(true);
          const pause = { from, to: new Date(Date.parse(from) + open * 86_400_000).toISOString() };
          expect(end({ zone, holidays, reviewerZones }) >= together).toBe(true);
          expect(end({ zone, holidays: [], reviewerZones }, [pause]) >= together).toBe(true);
        },
      ),
    );
  });
});
