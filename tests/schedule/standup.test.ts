import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMinutes } from '../../src/domain/time/dates.ts';
import { type RoundsDue, roundsDue } from '../../src/schedule/standup.ts';

const [tokyo, london, lima] = ['Asia/Tokyo', 'Europe/London', 'America/Lima'].map((zone) => ({ zone }));
const standup = { every: { days: 'working' as const, at: '10:00' }, holidays: ['2026-12-08'], minutes: 120 };
const people = [tokyo, london, lima].filter((one) => one !== undefined);

/** Follows the clock from planned moment to planned moment. */
function follow(team: { zone: string }[], from: string, until: string, minutes = 120) {
  const told: [slot: string, what: string, day: string][] = [];
  let [at, now, since]: [string | null, string, string] = [null, from, from];
  while (now < until) {
    const due: RoundsDue<{ zone: string }> = roundsDue(team, { ...standup, minutes, at }, { now, since });
    told.push(...due.asks.map(({ person, day, slot }): [string, string, string] => [slot, person.zone, day]));
    told.push(...due.ends.map(({ day, slot }): [string, string, string] => [slot, 'summary', day]));
    expect(due.nextAt > now).toBe(true);
    [at, since, now] = [due.nextAt, now, due.nextAt];
  }
  return told;
}

describe('a standup', () => {
  it('asks everybody at ten in their own zone, sums up once the last had two hours, and rests on holidays', () => {
    expect(follow(people, '2026-12-06T12:00:00.000Z', '2026-12-09T18:00:00.000Z')).toEqual([
      ['2026-12-07T01:00:00.000Z', 'Asia/Tokyo', '2026-12-07'],
      ['2026-12-07T10:00:00.000Z', 'Europe/London', '2026-12-07'],
      ['2026-12-07T15:00:00.000Z', 'America/Lima', '2026-12-07'],
      ['2026-12-07T17:00:00.000Z', 'summary', '2026-12-07'],
      ['2026-12-09T01:00:00.000Z', 'Asia/Tokyo', '2026-12-09'],
      ['2026-12-09T10:00:00.000Z', 'Europe/London', '2026-12-09'],
      ['2026-12-09T15:00:00.000Z', 'America/Lima', '2026-12-09'],
      ['2026-12-09T17:00:00.000Z', 'summary', '2026-12-09'],
    ]);
  });

  it('asks nobody twice a round and sums up each round once, however its rounds overlap', () => {
    const zones = fc.constantFrom('Pacific/Kiritimati', 'Asia/Tokyo', 'UTC', 'America/Lima', 'Pacific/Niue');
    fc.assert(
      fc.property(
        fc.uniqueArray(zones, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 15, max: 1440 }),
        fc.integer({ min: 0, max: 7 * 24 * 60 }),
        (team, minutes, start) => {
          const from = addMinutes('2026-11-30T00:00:00.000Z', start);
          const told = follow(
            team.map((zone) => ({ zone })),
            from,
            addMinutes(from, 7 * 24 * 60),
            minutes,
          );
          const keys = told.map(([, what, day]) => `${what} ${day}`);
          expect(new Set(keys).size).toBe(keys.length);
          const whole = [...new Set(told.map(([, , day]) => day))].sort().slice(2, -2);
          for (const day of whole)
            expect(told.filter(([, , of]) => of === day)).toHaveLength(team.length + 1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of nobody waits for the next day', () => {
    const due = roundsDue(
      [],
      { ...standup, at: null },
      { now: '2026-12-07T08:00:00.000Z', since: '2026-12-07T07:59:00.000Z' },
    );
    expect(due).toMatchObject({ asks: [], ends: [] });
  });
});
