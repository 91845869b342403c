import { describe, expect, it } from 'vitest';
import { backOffMs, maxAttempts } from '../../src/delivery/failures/back-off.ts';
import { platformTimings } from '../../src/delivery/settings.ts';

describe('back-off', () => {
  it('waits three times as long after each failure', () => {
    expect([1, 2, 3].map((attempt) => backOffMs(attempt, 100, 0.5))).toEqual([100, 300, 900]);
  });

  it('spreads by a quarter to both sides', () => {
    expect([backOffMs(1, 100, 0), backOffMs(1, 100, 1)]).toEqual([75, 125]);
  });

  it('never waits much longer than a quarter of an hour', () => {
    expect(backOffMs(50, 2_000, 0.5)).toBe(15 * 60_000);
  });

  it('lasts through an outage of a quarter of an hour before it gives up', () => {
    const waits = Array.from({ length: maxAttempts - 1 }, (_, n) =>
      backOffMs(n + 1, platformTimings.backOffMs, 0),
    );
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(15 * 60_000);
  });
});
