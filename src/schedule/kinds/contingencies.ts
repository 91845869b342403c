import { randomUUID } from 'node:crypto';
import { contingencyCard } from '../../../cards/views/launch/contingency.ts';
import { loadContingency } from '../../../db/queries/launch/launch.ts';
import { contingencyClock } from '../../../db/queries/schedule/launch.ts';
import { judge } from '../../domain/launch/criteria.ts';
import { readCriterion } from '../../domain/launch/criteria-text.ts';
import { formatDate, todayIn } from '../../domain/time/dates.ts';
import { defineKind } from '../define-kind.ts';
import { dueOnDay, intoRooms } from '../on-day.ts';
import { card, idIn, nothing } from '../worded.ts';

/** The proposal of a contingency on its day (LCH-5), where its condition holds or cannot be computed. */
export const contingencies = defineKind(contingencyClock, {
  due: ({ id, projectId, rooms, ...contingency }, batch) =>
    dueOnDay(contingency, batch, (slot) =>
      intoRooms(rooms, batch, (roomId) => ({
        kind: 'contingency',
        target: `${id}/${roomId}`,
        slot,
        projectId,
        card: { cardId: randomUUID(), shows: { kind: 'contingency', id } },
      })),
    ),

  words: {
    async contingency(tx, { target }, now) {
      const facts = await loadContingency(tx, idIn(target));
      if (!facts) return nothing('it no longer exists');
      const { outcome, on, when } = facts.contingency;
      const today = todayIn(now, facts.project.zone);
      if (outcome) return nothing(`it was ${outcome} before`);
      if (on !== null && on > today) return nothing(`it was moved to ${formatDate(on, today)}`);
      const { met, figure } = judge(readCriterion(when), facts);
      if (met === false) return nothing(`“${when}” is not true: ${figure}`);
      return card(contingencyCard(facts, { today }));
    },
  },
});
