import { placeOf } from '../../../db/queries/schedule/address.ts';
import { cadenceClock, claimCadences, type DueCadence } from '../../../db/queries/schedule/cadences.ts';
import { placeIn } from '../../../db/queries/schedule/rooms.ts';
import { type Send, writePlan } from '../../../db/queries/schedule/write.ts';
import { dueOnce, notYet } from '../dated.ts';
import { awaited, dueOf } from '../due.ts';
import type { Batch, Kind } from '../kind.ts';
import { roundsDue } from '../standup.ts';

/** What a cadence has to send now, and when it is looked at again; null: it has been. */
type Due = { sends: Send[]; nextAt: string | null };

/** What a project says again and again, or on a day (LCH-8). */
export const cadences: Kind = {
  name: 'cadences',
  async plan(tx, batch) {
    const { now, size, platforms, safely } = batch;
    const rows = await claimCadences(tx, now, platforms, size);
    const due = rows.map((cadence) => ({
      cadence,
      ...safely(() => dueFor(cadence, batch), { sends: [], nextAt: notYet(now).nextAt }),
    }));
    const next = due.map(({ cadence: { workspaceId, cadenceId: id }, nextAt }) => ({
      workspaceId,
      id,
      nextAt,
    }));
    const sends = due.flatMap((one) => one.sends);
    return { claimed: rows.length, rooms: await writePlan(tx, cadenceClock, next, sends, now) };
  },
};

function dueFor(cadence: DueCadence, batch: Batch): Due {
  const { kind, every, on, time, zone, holidays, at } = cadence;
  if (kind === 'standup' && every) return ofRounds({ ...cadence, every }, batch);
  const calendar = { zone, holidays };
  const { slot, nextAt } = every
    ? dueOf({ cadence: every, calendar, at }, batch)
    : dueOnce({ date: on ?? '', time, calendar, at }, batch);
  if (slot === null) return { sends: [], nextAt };
  return {
    sends:
      kind === 'announcement' ? toOwner(cadence, slot, batch) : intoRooms(cadence, 'cadence', slot, batch),
    nextAt,
  };
}

/** Whoever made an announcement is asked whether it goes out. */
const toOwner = (cadence: DueCadence, slot: string, { now }: Batch): Send[] =>
  (cadence.people ?? []).map((person) => ({
    ...toPerson(cadence, 'draft', person.personId),
    ...awaited(slot, { quiet: person.quiet, zone: person.zone ?? cadence.zone }, now),
    to: placeOf(person.address),
  }));

/** Everybody's question at their time, and the summary once the last of them had theirs. */
function ofRounds(cadence: DueCadence & Pick<Parameters<typeof roundsDue>[1], 'every'>, batch: Batch): Due {
  const people = (cadence.people ?? []).map((person) => ({ ...person, zone: person.zone ?? cadence.zone }));
  const { asks, ends, nextAt } = roundsDue(people, cadence, batch);
  const questions = asks.map(({ person, day, slot }) => ({
    ...toPerson(cadence, 'standup', person.personId, day),
    ...awaited(slot, person, batch.now),
    to: placeOf(person.address),
  }));
  const summaries = ends.flatMap(({ day, slot }) => intoRooms(cadence, 'summary', slot, batch, day));
  return { sends: [...questions, ...summaries], nextAt };
}

function toPerson(
  { workspaceId, cadenceId, projectId }: DueCadence,
  kind: Send['kind'],
  personId: string,
  day?: string,
) {
  const target = [cadenceId, personId, day].filter(Boolean).join('/');
  return { workspaceId, kind, target, projectId, personId, milestoneId: null };
}

function intoRooms(
  { workspaceId, cadenceId, projectId, rooms }: DueCadence,
  kind: Send['kind'],
  slot: string,
  { platforms }: Batch,
  day?: string,
): Send[] {
  return (rooms ?? []).map((room) => ({
    ...{ workspaceId, kind, projectId, personId: null, milestoneId: null, slot, notBefore: null },
    target: [cadenceId, room.roomId, day].filter(Boolean).join('/'),
    to: placeIn(room, platforms),
  }));
}
