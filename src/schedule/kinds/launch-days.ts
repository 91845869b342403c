import { randomUUID } from 'node:crypto';
import {
  claimPlanned,
  type DuePlanned,
  type Planned,
  plannedClock,
} from '../../../db/queries/schedule/launch.ts';
import { placeIn } from '../../../db/queries/schedule/rooms.ts';
import { type Send, writePlan } from '../../../db/queries/schedule/write.ts';
import { dueOnce, notYet } from '../dated.ts';
import type { Kind } from '../kind.ts';

const time = '09:00';

/** On its day the team's rooms get the card of a decision, or of a contingency that holds then; it is live from then on. */
const onTheDay = (which: Planned, name: Kind['name']): Kind => ({
  name,
  async plan(tx, { now, since, size, platforms, safely }) {
    const claimed = await claimPlanned(tx, which, now, size);
    const due = claimed.map((one) => {
      const { on: date, zone, holidays, at } = one;
      const dated = { date, time, calendar: { zone, holidays }, at };
      return { one, ...safely(() => dueOnce(dated, { now, since }), notYet(now)) };
    });
    const next = due.map(({ one: { workspaceId, id }, nextAt }) => ({ workspaceId, id, nextAt }));
    const sends = due.flatMap(({ one, slot }) => (slot === null ? [] : sendsOf(which, one, slot, platforms)));
    return { claimed: claimed.length, rooms: await writePlan(tx, plannedClock(which), next, sends, now) };
  },
});

/** LCH-4: what is decided today. */
export const decisions = onTheDay('decision', 'decisions');
/** LCH-5: what is proposed today, if its condition holds. */
export const contingencies = onTheDay('contingency', 'contingencies');

const sendsOf = (
  which: Planned,
  { workspaceId, id, projectId, rooms }: DuePlanned,
  slot: string,
  platforms: readonly string[],
): Send[] =>
  (rooms ?? []).map((room) => ({
    workspaceId,
    kind: which,
    target: `${id}/${room.roomId}`,
    slot,
    notBefore: null,
    projectId,
    personId: null,
    milestoneId: null,
    to: placeIn(room, platforms),
    card: { cardId: randomUUID(), shows: { kind: which, id } },
  }));
