import { placeOf } from '../../../db/queries/schedule/address.ts';
import { claimPersonal, type DuePersonal, personalClock } from '../../../db/queries/schedule/personal.ts';
import { type Send, writePlan } from '../../../db/queries/schedule/write.ts';
import { awaited, dueOf, notNow, type Tick } from '../due.ts';
import type { Kind } from '../kind.ts';

/** What is somebody's own, in their chat, once a day (RMD-1), in their zone. Nothing where nothing is open. */
export const personal: Kind = {
  name: 'personal',
  async plan(tx, { size, platforms, safely, ...tick }) {
    const { now } = tick;
    const people = await claimPersonal(tx, now, platforms, size);
    const due = people.map((person) => ({ person, ...safely(() => whenOf(person, tick), notNow(now)) }));
    const next = due.map(({ person: { workspaceId, personId: id }, nextAt }) => ({
      workspaceId,
      id,
      nextAt,
    }));
    const sends = due.flatMap(({ person, slot }) =>
      slot === null || person.holidays === null ? [] : [sendOf(person, slot, now)],
    );
    return { claimed: people.length, rooms: await writePlan(tx, personalClock, next, sends, now) };
  },
};

/** A day is off where all of somebody's projects rest. */
function whenOf({ cadence, zone, holidays, at }: DuePersonal, tick: Tick) {
  const [first = [], ...others] = holidays ?? [];
  const free = first.filter((date) => others.every((dates) => dates.includes(date)));
  return dueOf({ cadence, calendar: { zone: zone ?? 'UTC', holidays: free }, at }, tick);
}

function sendOf(
  { workspaceId, personId, quiet, zone, address }: DuePersonal,
  slot: string,
  now: string,
): Send {
  return {
    ...{ workspaceId, kind: 'personal', target: personId, personId, projectId: null, milestoneId: null },
    ...awaited(slot, { quiet, zone: zone ?? 'UTC' }, now),
    to: placeOf(address),
  };
}
