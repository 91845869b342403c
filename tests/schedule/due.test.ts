import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cadence, QuietHours } from '../../src/domain/time/schedule.ts';
import { deferForQuietHours, dueOf } from '../../src/schedule/due.ts';

const working: Cadence = { days: 'working', at: '09:00' };
/** A tick of which nothing was before. */
const on = (now: string) => ({ now, since: now });
const london = { zone: 'Europe/London', holidays: [] };
const [friday, saturday, monday] = ['2026-12-04', '2026-12-05', '2026-12-07'].map(
  (day) => `${day}T09:00:00.000Z`,
) as [string, string, string];

describe('what is due', () => {
  it('is nothing at first, only when to look again', () => {
    expect(dueOf({ cadence: working, calendar: london, at: null }, on(friday))).toEqual({
      slot: null,
      nextAt: monday,
    });
  });

  it('is the slot, where somebody asked for it since the last tick', () => {
    const tick = { now: '2026-12-04T09:00:00.123Z', since: '2026-12-04T08:59:00.123Z' };
    expect(dueOf({ cadence: working, calendar: london, at: null }, tick)).toEqual({
      slot: friday,
      nextAt: monday,
    });
  });

  it('is the slot, on the moment', () => {
    expect(dueOf({ cadence: working, calendar: london, at: friday }, on(friday))).toEqual({
      slot: friday,
      nextAt: monday,
    });
  });

  it('is nothing before, and what was planned stays', () => {
    const before = '2026-12-04T08:59:59.999Z';
    expect(dueOf({ cadence: working, calendar: london, at: friday }, on(before))).toEqual({
      slot: null,
      nextAt: friday,
    });
  });

  it('is the latest of several that were missed', () => {
    const due = dueOf(
      { cadence: working, calendar: london, at: '2026-11-30T09:00:00.000Z' },
      on('2026-12-05T15:00:00.000Z'),
    );
    expect(due).toEqual({ slot: friday, nextAt: monday });
  });

  it('is nothing when the day became a holiday after it was planned', () => {
    const calendar = { ...london, holidays: ['2026-12-04'] };
    expect(dueOf({ cadence: working, calendar, at: friday }, on(friday))).toEqual({
      slot: null,
      nextAt: monday,
    });
  });

  it('comes once each, and goes on, however the clock jumps', () => {
    const hour = 3_600_000;
    const jumps = fc.array(fc.integer({ min: -30 * hour, max: 60 * hour }), { minLength: 1, maxLength: 60 });
    const zone = fc.constantFrom('Europe/London', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/New_York');
    fc.assert(
      fc.property(jumps, zone, (steps, where) => {
        let now = Date.parse('2026-03-01T00:00:00Z');
        let at: string | null = null;
        let before = new Date(now).toISOString();
        const sent = new Set<string>();
        for (const step of steps) {
          now += step;
          const moment = new Date(now).toISOString();
          const since = moment < before ? moment : before;
          before = moment;
          const due = dueOf(
            { cadence: working, calendar: { zone: where, holidays: [] }, at },
            { now: moment, since },
          );
          expect(due.nextAt > moment).toBe(true);
          if (due.slot !== null) {
            expect(due.slot <= moment && due.slot >= (at ?? since)).toBe(true);
            sent.add(due.slot);
          }
          // as the planner does: a row is written when it is due, or was never planned
          if (at === null || at <= moment) at = due.nextAt;
        }
        const times = [...sent].map((slot) =>
          new Intl.DateTimeFormat('en-GB', {
            timeZone: where,
            weekday: 'short',
            hour: '2-digit',
            minute: '2-digit',
          }).format(new Date(slot)),
        );
        for (const time of times) expect(time).toMatch(/^(Mon|Tue|Wed|Thu|Fri),? 09:00$/);
      }),
    );
  });
});

describe('a slot of somebody', () => {
  const night: QuietHours = { from: '18:00', to: '10:00' };
  const zone = 'Europe/London';

  it('is itself where nothing is quiet', () => {
    expect(deferForQuietHours(friday, { quiet: null, zone }, friday)).toEqual({
      slot: friday,
      notBefore: null,
    });
  });

  it('in their quiet hours is due when they end', () => {
    const ten = '2026-12-04T10:00:00.000Z';
    expect(deferForQuietHours(friday, { quiet: night, zone }, friday)).toEqual({ slot: ten, notBefore: ten });
    expect(deferForQuietHours(friday, { quiet: night, zone }, '2026-12-04T10:00:30.000Z')).toEqual({
      slot: ten,
      notBefore: null,
    });
  });

  it('that is made up for in them waits too, and becomes one with the next', () => {
    const late = deferForQuietHours(friday, { quiet: night, zone }, '2026-12-04T22:00:00.000Z');
    const next = deferForQuietHours(saturday, { quiet: night, zone }, saturday);
    expect(late.notBefore).toBe('2026-12-05T10:00:00.000Z');
    expect(next).toEqual(late);
  });
});
