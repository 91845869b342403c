import { checkpointCard } from '../../../cards/views/launch/metrics.ts';
import { loadMetrics } from '../../../db/queries/launch/metrics.ts';
import { loadPlan } from '../../../db/queries/project/project-facts.ts';
import { checkpointClock } from '../../../db/queries/schedule/checkpoints.ts';
import { defineKind } from '../define-kind.ts';
import { dueOnDay, intoRooms } from '../on-day.ts';
import { card, nothing, sentAt } from '../worded.ts';

/** The metrics of a checkpoint on its day (LCH-6): one message a room, however many metrics share the day. */
export const checkpoints = defineKind(checkpointClock, {
  due: ({ projectId, rooms, ...metric }, batch) =>
    dueOnDay(metric, batch, (slot) =>
      intoRooms(rooms, batch, (roomId) => ({
        kind: 'checkpoint',
        target: `${roomId}/${metric.on}`,
        slot,
        projectId,
      })),
    ),

  words: {
    async checkpoint(tx, { slot, projectId, target }, now) {
      const facts = projectId ? await loadPlan(tx, projectId) : undefined;
      if (!facts) return nothing('the channel has no project any more');
      const day = target.slice(-'YYYY-MM-DD'.length);
      const metrics = (await loadMetrics(tx, facts.project.id)).filter((one) => one.checkpoint === day);
      if (metrics.length === 0) return nothing('no metric has that checkpoint any more');
      const sent = sentAt(slot, now, facts.project.zone);
      return card(checkpointCard({ project: facts.project, metrics }, day, sent));
    },
  },
});
