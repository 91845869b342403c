import { describe, expect, it } from 'vitest';
import { windowsZones } from '../../../src/domain/time/windows-zones.ts';
import { isZone, resolveZone } from '../../../src/domain/time/zones.ts';

describe('the zone that a platform means', () => {
  it.each([
    ['Europe/London', 'Europe/London'],
    ['europe/london', 'Europe/London'],
    [' Asia/Tokyo ', 'Asia/Tokyo'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['America/Port-au-Prince', 'America/Port-au-Prince'],
    ['UTC', 'UTC'],
    ['Pacific Standard Time', 'America/Los_Angeles'],
    ['pacific daylight time', 'America/Los_Angeles'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['AUS Eastern Standard Time', 'Australia/Sydney'],
    ['Russia Time Zone 11', 'Asia/Kamchatka'],
    ['GMT+02:00', '+02:00'],
    ['UTC+2', '+02:00'],
    ['UTC-8', '-08:00'],
    ['+0530', '+05:30'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern', '+01:00'],
  ])('%s is %s', (told, zone) => {
    expect(resolveZone(told)).toBe(zone);
    // asked again it is the same
    expect(resolveZone(told)).toBe(zone);
  });

  it.each([
    '',
    ' ',
    'Mars/Olympus',
    'Pacific Standard Tide',
    'GMT+99:00',
    'UTC+2:99',
    '2026-01-01T00:00Z[Europe/Paris]',
    '\u0000',
    'Europe/London\u0000',
    '../../etc/passwd',
    'x'.repeat(10_000),
    '__proto__',
  ])('“%s” is none', (told) => {
    expect(resolveZone(told)).toBeUndefined();
  });

  it('of every Windows name is one that this runtime knows', () => {
    expect(windowsZones.size).toBeGreaterThan(130);
    for (const [name, zone] of windowsZones) {
      expect([name, isZone(zone)]).toEqual([name, true]);
      expect(resolveZone(name)).toBe(zone);
    }
  });
});
