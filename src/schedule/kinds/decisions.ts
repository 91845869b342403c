import { randomUUID } from 'node:crypto';
import { decisionCard, verdictWords } from '../../../cards/views/launch/decision.ts';
import { loadDecision } from '../../../db/queries/launch/launch.ts';
import { decisionClock } from '../../../db/queries/schedule/launch.ts';
import { formatDate, todayIn } from '../../domain/time/dates.ts';
import { defineKind } from '../define-kind.ts';
import { dueOnDay, intoRooms } from '../on-day.ts';
import { card, idIn, nothing } from '../worded.ts';

/** The card of a decision on its day (LCH-4); it is a live card from then on. */
export const decisions = defineKind(decisionClock, {
  due: ({ id, projectId, rooms, ...decision }, batch) =>
    dueOnDay(decision, batch, (slot) =>
      intoRooms(rooms, batch, (roomId) => ({
        kind: 'decision',
        target: `${id}/${roomId}`,
        slot,
        projectId,
        card: { cardId: randomUUID(), shows: { kind: 'decision', id } },
      })),
    ),

  words: {
    async decision(tx, { target }, now) {
      const facts = await loadDecision(tx, idIn(target));
      if (!facts) return nothing('it no longer exists');
      const { outcome, on } = facts.decision;
      const today = todayIn(now, facts.project.zone);
      if (outcome) return nothing(`it was decided before: ${verdictWords[outcome]}`);
      if (on !== null && on > today) return nothing(`it was moved to ${formatDate(on, today)}`);
      return card(decisionCard(facts, { today }));
    },
  },
});
