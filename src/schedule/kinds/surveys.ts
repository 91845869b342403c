import { surveyCard } from '../../../cards/views/endings/survey.ts';
import { loadSurveyOf } from '../../../db/queries/endings/survey.ts';
import { surveyClock } from '../../../db/queries/schedule/surveys.ts';
import { defineKind } from '../define-kind.ts';
import { dueOnDay, intoRooms } from '../on-day.ts';
import { card, nothing } from '../worded.ts';

/** The one reminder of a survey, in the customer's rooms (CUS-7). */
export const surveys = defineKind(surveyClock, {
  due: ({ id, projectId, rooms, ...survey }, batch) =>
    dueOnDay(survey, batch, (slot) =>
      intoRooms(rooms, batch, (roomId) => ({
        kind: 'survey',
        target: `${roomId}/${id}`,
        slot,
        projectId,
      })),
    ),

  words: {
    async survey(tx, { projectId }) {
      const facts = projectId ? await loadSurveyOf(tx, projectId) : undefined;
      if (!facts) return nothing('the channel has no project any more');
      if (facts.survey.score !== null) return nothing('it is answered');
      if (facts.project.status !== 'delivered') return nothing('the project is not delivered any more');
      return card(surveyCard(facts));
    },
  },
});
