import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receipt as receiptTable } from '../../db/schema/delivery.ts';
import { project as projectTable } from '../../db/schema/project.ts';
import { digestRoom, type Hours, openHours, planIn } from './hours.ts';

/** Zones with their own trouble: an hour and half an hour of summer time, half hours, and the date line. */
const zones = [
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
] as const;

/** Moments of each UTC day at which the clock stops: all that is nine o'clock anywhere, and what is around it. */
const stops = ['03:00', '03:30', '08:00', '09:00', '13:00', '14:00', '20:00', '22:00', '22:30'];
const [from, to] = ['2027-01-01', '2028-01-01'];
const holiday = '2027-12-27';

describe('a year of daily digests', () => {
  let hours: Hours;
  let woken = 0;
  beforeAll(async () => {
    hours = await openHours('postgresql', async (_tx, rooms) => {
      woken += rooms.length;
    });
  });
  afterAll(() => hours.close());

  it('has exactly one each working day, at nine where the project is', { timeout: 120_000 }, async () => {
    const { db } = hours.world.database;
    // the year's first slot is still to come when the rooms ask for their digests
    await hours.tick('2026-12-31T02:59:00Z');
    const rooms = new Map<string, string>();
    for (const [n, zone] of zones.entries()) {
      const plan = await planIn(hours, zone, {}, `T${n}`);
      rooms.set(await digestRoom(hours, plan, `C${n}`), zone);
      const holidays = [holiday];
      await db.update(projectTable).set({ holidays }).where(eq(projectTable.id, plan.projectId));
    }
    for (const day of datesBetween('2026-12-31', to))
      for (const stop of stops) await hours.tick(`${day}T${stop}:00Z`);

    const { target, slot, plannedAt } = receiptTable;
    const sent = await db.select({ target, slot, plannedAt }).from(receiptTable).orderBy(slot);
    for (const [room, zone] of rooms) {
      const ours = sent.filter((one) => one.target === room).map((one) => wall(one.slot ?? '', zone));
      const inYear = ours.filter((one) => one >= from && one < to);
      expect(inYear, zone).toEqual(workingDays().map((date) => `${date} 09:00`));
    }
    expect(sent.filter((one) => one.plannedAt !== one.slot)).toEqual([]);
    expect(woken).toBe(sent.length);
  });
});

function datesBetween(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000)
    dates.push(new Date(at).toISOString().slice(0, 10));
  return dates;
}

const workingDays = () =>
  datesBetween(from, '2027-12-31').filter(
    (date) => ![0, 6].includes(new Date(date).getUTCDay()) && date !== holiday,
  );

/** What the clock on the wall shows, as the system's own calendar has it: "2027-03-29 09:00". */
const wall = (instant: string, timeZone: string): string =>
  new Date(instant)
    .toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    .replace('T', ' ');
