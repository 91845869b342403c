import fc from 'fast-check';
import { expect, it } from 'vitest';
import { todayIn } from '../../../src/domain/time/dates.ts';
import { localDays } from '../../../src/domain/time/local-days.ts';

it('finds the same day as the clock of the zone, also where midnight is skipped', () => {
  const dayOf = localDays();
  const zones = [
    'Europe/London',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'America/Santiago',
    'Nowhere/None',
  ];
  const at = fc
    .date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
  fc.assert(
    fc.property(at, fc.constantFrom(...zones), (instant, zone) => {
      expect(dayOf(instant, zone)).toBe(todayIn(instant, zone));
    }),
    { numRuns: 3_000 },
  );
});
