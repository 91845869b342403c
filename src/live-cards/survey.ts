import { surveyActions, surveyView } from '../../cards/views/endings/survey.ts';
import { loadSurvey } from '../../db/queries/endings/survey.ts';
import { defineLiveCard } from './define.ts';

/** The question to the customer about a delivered project or a milestone, and their answer (CUS-7, CUS-9). */
export const survey = defineLiveCard({
  kind: 'survey',
  forCustomer: 'same',
  load: loadSurvey,
  view: surveyView,
  actions: surveyActions,
});
