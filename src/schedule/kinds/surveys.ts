import { surveyCard } from '../../../cards/views/endings/survey.ts';
import { loadSurvey } from '../../../db/queries/endings/survey.ts';
import { surveyClock } from '../../../db/queries/schedule/surveys.ts';
import { isFinished } from '../../domain/endings/survey.ts';
import { defineKind } from '../define-kind.ts';
import { dueOnDay, intoRooms } from '../on-day.ts';
import { card, lastIdIn, nothing } from '../worded.ts';

/** The one reminder of a survey, in the customer's rooms (CUS-7, CUS-9). */
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
    async survey(tx, { projectId, target }) {
      const facts = await loadSurvey(tx, lastIdIn(target));
      if (!facts || facts.project.id !== projectId) return nothing('what it asks about no longer exists');
      if (facts.survey.score !== null) return nothing('it is answered');
      if (!isFinished(facts))
        return nothing(`the ${facts.milestone ? 'milestone' : 'project'} has open work again`);
      return card(surveyCard(facts));
    },
  },
});
