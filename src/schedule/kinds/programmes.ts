import { questionCard, questionSummaryCard } from '../../../cards/views/stages/questions.ts';
import { loadReader } from '../../../db/queries/rhythm/personal.ts';
import { placeOf } from '../../../db/queries/schedule/address.ts';
import { type DueQuestion, programmeClock } from '../../../db/queries/schedule/programmes.ts';
import type { Send } from '../../../db/queries/schedule/write.ts';
import { loadQuestion } from '../../../db/queries/stages/programmes.ts';
import { summaryDue, takesAnswers } from '../../domain/stages/programmes/programme-question.ts';
import { type Batch, defineKind } from '../define-kind.ts';
import { deferForQuietHours } from '../due.ts';
import { intoRooms } from '../on-day.ts';
import { card, idIn, nothing, sentAt } from '../worded.ts';

/**
 * Questions to the companies of a programme (STG-5): one into each room of their teams, and one summary to the coach
 * once all have answered or the time is over.
 */
export const programmes = defineKind(programmeClock, {
  due(question, batch) {
    if (question.state !== 'asking') return { sends: toCoach(question, batch), nextAt: null, step: 1 };
    const nextAt = summaryDue(question.hasAllAnswers, { now: batch.now, endsAt: question.endsAt });
    return { sends: toCompanies(question, batch), nextAt, step: 1 };
  },

  words: {
    async programme_question(tx, { projectId, target, slot }, now) {
      const facts = await loadQuestion(tx, idIn(target));
      const asked = facts?.answers.find((one) => one.projectId === projectId);
      if (!facts || !asked) return nothing('the coach does not coach the company any more');
      if (!takesAnswers(facts.question, now)) return nothing('the time for answers is over');
      return card(questionCard(asked.name, facts.question, sentAt(slot, now, 'UTC')));
    },
    async programme_summary(tx, { target, slot, personId, kind }, now) {
      if (personId === null) return nothing('it had no recipient');
      const reader = await loadReader(tx, { personId, kind, target, slot });
      if (!reader) return nothing('the person has left');
      const facts = await loadQuestion(tx, idIn(target), personId);
      if (!facts || facts.answers.length === 0)
        return nothing('the coach coaches none of the companies any more');
      return card(questionSummaryCard(facts, sentAt(slot, now, reader.zone)));
    },
  },
});

const toCompanies = ({ id, companies }: DueQuestion, batch: Batch): Send[] =>
  (companies ?? [])
    .filter(({ isClosed }) => !isClosed)
    .flatMap(({ projectId, rooms }) =>
      intoRooms(rooms, batch, (roomId) => ({
        kind: 'programme_question',
        target: `${id}/${roomId}`,
        slot: batch.now,
        projectId,
      })),
    );

function toCoach({ id, coach }: DueQuestion, { now, safely }: Batch): Send[] {
  if (!coach) return [];
  const { personId, quiet, zone, address } = coach;
  const when = safely(() => deferForQuietHours(now, { quiet, zone: zone ?? 'UTC' }, now), {
    slot: now,
    notBefore: null,
  });
  return [
    { kind: 'programme_summary', target: `${id}/${personId}`, personId, to: placeOf(address), ...when },
  ];
}
