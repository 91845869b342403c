import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { runTo } from '../../src/preview/run-clock.ts';

const instant = (text: string) => Temporal.Instant.from(text);

/** Runs a clock whose work takes `workSeconds` at each stop, with these instants planned. */
async function stopsOf(from: string, to: string, planned: string[], workSeconds = 0): Promise<string[]> {
  let now = instant(from);
  const stops: string[] = [];
  await runTo(instant(to), 'Europe/London', {
    now: () => now,
    nextDue: async (after) =>
      planned.filter((one) => Temporal.Instant.compare(instant(one), instant(after)) > 0).sort()[0],
    async arrive(moment) {
      expect(Temporal.Instant.compare(moment, now)).toBeGreaterThanOrEqual(0);
      stops.push(moment.toString());
      now = moment.add({ seconds: workSeconds });
    },
  });
  return stops;
}

describe('the clock of the preview', () => {
  it('stops wherever something is due, in order, and at the midnights of the zone', async () => {
    const planned = ['2026-07-02T09:00:00Z', '2026-07-01T15:30:00Z', '2026-07-05T09:00:00Z'];
    expect(await stopsOf('2026-07-01T10:00:00Z', '2026-07-02T12:00:00Z', planned)).toEqual([
      '2026-07-01T15:30:00Z',
      '2026-07-01T23:00:00Z',
      '2026-07-02T09:00:00Z',
      '2026-07-02T12:00:00Z',
    ]);
  });

  it('does what became due while it worked, without going back', async () => {
    const planned = ['2026-07-01T11:00:00Z', '2026-07-01T11:00:03Z'];
    expect(await stopsOf('2026-07-01T10:00:00Z', '2026-07-01T12:00:00Z', planned, 5)).toEqual([
      '2026-07-01T11:00:00Z',
      '2026-07-01T11:00:05Z',
      '2026-07-01T12:00:00Z',
    ]);
  });
});
