import { digestCard } from '../../../cards/views/rhythm/digest.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import { loadSince } from '../../../db/queries/rhythm/digest.ts';
import { digestClock } from '../../../db/queries/schedule/digests.ts';
import { placeIn } from '../../../db/queries/schedule/rooms.ts';
import { healthOf, signalsOf } from '../../domain/health/health.ts';
import { digestOf, saysSomething } from '../../domain/rhythm/digest.ts';
import { todayIn } from '../../domain/time/dates.ts';
import { defineKind } from '../define-kind.ts';
import { dueOf } from '../due.ts';
import { forRoom } from '../for-room.ts';
import { card, nothing, sentAt } from '../worded.ts';

/** The digest of a project in a room (RMD-3), in the project's zone. An unlinked room is not planned again. */
export const digests = defineKind(digestClock, {
  due({ projectId, zone, holidays, cadence, at, ...room }, batch) {
    if (projectId === null || zone === null || holidays === null) return { sends: [], nextAt: null };
    const { slot, nextAt } = dueOf({ cadence, calendar: { zone, holidays }, at }, batch);
    const send = {
      kind: 'digest',
      target: room.roomId,
      projectId,
      to: placeIn(room, batch.platforms),
    } as const;
    return { sends: slot === null ? [] : [{ ...send, slot }], nextAt };
  },

  words: {
    /** A digest that somebody asked for is sent even if it has nothing to say. */
    async digest(tx, { slot, roomId, projectId, personId }, now) {
      const loaded = projectId ? await loadProject(tx, projectId) : undefined;
      if (!loaded) return nothing('the channel has no project any more');
      const { project } = loaded;
      const since = await loadSince(tx, { roomId, projectId: project.id, slot });
      const {
        facts,
        last: { happened, ...last },
      } = forRoom(loaded, since);
      const sent = sentAt(slot, now, project.zone);
      const digest = digestOf(facts, happened, sent.today, todayIn(last.since, project.zone));
      if (!saysSomething(digest) && personId === null && !last.missed)
        return nothing('nothing was due and nothing had changed');
      const health = healthOf(signalsOf(facts, sent.today));
      return card(digestCard({ facts, health, digest, ...last }, sent));
    },
  },
});
