import { placeOf } from '../../db/queries/plan-address.ts';
import {
  type AskedPerson,
  cadenceClock,
  claimCadences,
  type DueCadence,
} from '../../db/queries/plan-cadences.ts';
import { placeIn } from '../../db/queries/plan-rooms.ts';
import { type Send, writePlan } from '../../db/queries/plan-write.ts';
import { wallTime } from '../domain/calendar.ts';
import { later, todayIn } from '../domain/dates.ts';
import { type DatedDue, dueOnce, notYet } from './dated.ts';
import { awaited, dueOf } from './due.ts';
import type { Batch, Kind } from './kind.ts';

/**
 * What a project says again and again, or on a day (LCH-8). A standup asks everybody at its time in their own
 * zone: its whole round is planned when the first of them is asked, the summary for the end of the last window.
 */
export const cadences: Kind = {
  name: 'cadences',
  async plan(tx, batch) {
    const { now, size, platforms, safely } = batch;
    const rows = await claimCadences(tx, now, platforms, size);
    const due = rows.map((cadence) => ({ cadence, ...safely(() => whenOf(cadence, batch), notYet(now)) }));
    const next = due.map(({ cadence: { workspaceId, cadenceId: id }, nextAt }) => ({
      workspaceId,
      id,
      nextAt,
    }));
    const sends = due.flatMap(({ cadence, slot }) =>
      slot === null ? [] : safely(() => sendsOf(cadence, slot, batch), []),
    );
    return { claimed: rows.length, rooms: await writePlan(tx, cadenceClock, next, sends, now) };
  },
};

function whenOf(cadence: DueCadence, tick: Batch): DatedDue {
  const { every, on, time, zone, holidays, at } = cadence;
  if (every) return dueOf({ cadence: every, calendar: { zone: zoneOf(cadence), holidays }, at }, tick);
  return dueOnce({ date: on ?? '', time, calendar: { zone, holidays }, at }, tick);
}

/** That of whoever is asked first. */
function zoneOf({ kind, every, zone, people }: DueCadence): string {
  if (kind !== 'standup' || !every) return zone;
  const zones = (people ?? []).map((one) => one.zone ?? zone);
  const day = '2026-01-15';
  return zones.reduce(
    (first, one) => (wallTime(day, every.at, one) < wallTime(day, every.at, first) ? one : first),
    zones[0] ?? zone,
  );
}

function sendsOf(cadence: DueCadence, slot: string, batch: Batch): Send[] {
  switch (cadence.kind) {
    case 'announcement':
      return (cadence.people ?? []).map((person) => ({
        ...partOf(cadence, 'draft', person.personId),
        ...awaited(slot, { quiet: person.quiet, zone: person.zone ?? cadence.zone }, batch.now),
        to: placeOf(person.address),
      }));
    case 'standup':
      return roundOf(cadence, slot, batch);
    default:
      return intoRooms(cadence, 'cadence', '', { slot, notBefore: null }, batch);
  }
}

/** Everybody's question, and the summary once nobody can answer any more. */
function roundOf(cadence: DueCadence, first: string, batch: Batch): Send[] {
  const day = todayIn(first, zoneOf(cadence));
  const time = cadence.every?.at ?? cadence.time;
  const asked = (cadence.people ?? []).map((person) => ({
    person,
    ...questionAt(person, cadence, day, time, batch),
  }));
  const last = asked.reduce((latest, { slot }) => (slot > latest ? slot : latest), first);
  const end = later(last, cadence.minutes);
  const summary = { slot: end, notBefore: end > batch.now ? end : null };
  return [
    ...asked.map(({ person, slot, notBefore }) => ({
      ...partOf(cadence, 'standup', person.personId, day),
      ...{ slot, notBefore, to: placeOf(person.address) },
    })),
    ...intoRooms(cadence, 'summary', day, summary, batch),
  ];
}

const questionAt = (
  { zone, quiet }: AskedPerson,
  of: DueCadence,
  day: string,
  time: string,
  { now }: Batch,
) => {
  const own = zone ?? of.zone;
  return awaited(wallTime(day, time, own), { quiet, zone: own }, now);
};

function partOf(
  { workspaceId, cadenceId, projectId }: DueCadence,
  kind: Send['kind'],
  personId: string,
  day = '',
) {
  const target = [cadenceId, personId, day].filter(Boolean).join('/');
  return { workspaceId, kind, target, projectId, personId, milestoneId: null };
}

function intoRooms(
  { workspaceId, cadenceId, projectId, rooms }: DueCadence,
  kind: Send['kind'],
  day: string,
  when: Pick<Send, 'slot' | 'notBefore'>,
  { platforms }: Batch,
): Send[] {
  return (rooms ?? []).map((room) => ({
    ...{ workspaceId, kind, projectId, personId: null, milestoneId: null, ...when },
    target: [cadenceId, room.roomId, day].filter(Boolean).join('/'),
    to: placeIn(room, platforms),
  }));
}
