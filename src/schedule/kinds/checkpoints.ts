import { checkpointClock, claimCheckpoints } from '../../../db/queries/schedule/checkpoints.ts';
import { placeIn } from '../../../db/queries/schedule/rooms.ts';
import { type Send, writePlan } from '../../../db/queries/schedule/write.ts';
import { dueOnce, notYet } from '../dated.ts';
import type { Kind } from '../kind.ts';

const time = '09:00';

/** On the day of a checkpoint the team's rooms are told how its metrics stand (LCH-6): once a room, however many. */
export const checkpoints: Kind = {
  name: 'checkpoints',
  async plan(tx, { now, since, size, platforms, safely }) {
    const metrics = await claimCheckpoints(tx, now, size);
    const due = metrics.map((metric) => {
      const { checkpoint: date, zone, holidays, at } = metric;
      const calendar = { zone, holidays };
      return { metric, ...safely(() => dueOnce({ date, time, calendar, at }, { now, since }), notYet(now)) };
    });
    const next = due.map(({ metric: { workspaceId, metricId: id }, nextAt }) => ({
      workspaceId,
      id,
      nextAt,
    }));
    const sends = due.flatMap(({ metric: { workspaceId, projectId, checkpoint, rooms }, slot }) =>
      slot === null
        ? []
        : (rooms ?? []).map((room): Send => {
            const what = { kind: 'checkpoint', target: `${room.roomId}/${checkpoint}`, slot } as const;
            const whom = { projectId, personId: null, milestoneId: null, notBefore: null };
            return { workspaceId, ...what, ...whom, to: placeIn(room, platforms) };
          }),
    );
    return { claimed: metrics.length, rooms: await writePlan(tx, checkpointClock, next, sends, now) };
  },
};
