import { placeOf } from '../../../db/queries/schedule/address.ts';
import { claimSnoozes, type DueSnooze, snoozeClock } from '../../../db/queries/schedule/snoozes.ts';
import { writePlan } from '../../../db/queries/schedule/write.ts';
import { awaited } from '../due.ts';
import type { Kind } from '../kind.ts';

/** A snooze of an hour is over: a message of its own says so (RMD-1). */
export const snoozes: Kind = {
  name: 'snoozes',
  async plan(tx, { now, size, platforms, safely }) {
    const over = await claimSnoozes(tx, now, platforms, size);
    const next = over.map(({ workspaceId, snoozeId: id }) => ({ workspaceId, id, nextAt: null }));
    const sends = over.map((snooze) => ({
      ...sendOf(snooze),
      ...safely(() => awaited(snooze.until, snooze, now), { slot: snooze.until, notBefore: null }),
    }));
    return { claimed: over.length, rooms: await writePlan(tx, snoozeClock, next, sends, now) };
  },
};

function sendOf({ workspaceId, snoozeId, projectId, milestoneId, personId, address }: DueSnooze) {
  const what = { kind: 'again', target: snoozeId, projectId, personId, milestoneId } as const;
  return { workspaceId, ...what, to: placeOf(address) };
}
