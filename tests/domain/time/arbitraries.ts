import fc from 'fast-check';

/** Zones whose clocks or days have changed in odd ways. */
export const oddZones = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
];
/** A zone, often one whose clocks or days are odd. */
export const anyZone = fc.oneof(
  fc.constantFrom(...oddZones),
  fc.constantFrom(...Intl.supportedValuesOf('timeZone').filter((_, n) => n % 7 === 0)),
);
/** Two digits. */
export const two = (n: number) => String(n).padStart(2, '0');
/** A time of day, HH:MM, often one that a change of the clocks skips or repeats. */
export const anyTime = fc.oneof(
  fc.constantFrom('00:00', '00:01', '00:30', '01:30', '02:00', '02:15', '02:30', '09:00', '23:30', '23:59'),
  fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map(two).join(':')),
);
/** The years hold Apia's lost day, the last changes of São Paulo and St John's odd midnight ones. */
export const anyMoment = fc
  .date({ min: new Date('2008-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
