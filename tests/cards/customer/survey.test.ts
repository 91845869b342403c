import { expect, it } from 'vitest';
import { archivedNews, lostNews, openedNews } from '../../../cards/views/endings/closed.ts';
import { deliveredNews } from '../../../cards/views/endings/delivered.ts';
import { answeredNews, surveyCard } from '../../../cards/views/endings/survey.ts';
import { newSurvey, type SurveyFacts } from '../../../src/domain/endings/survey.ts';
import { at, beta, projectOf } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const project = projectOf('delivery', { status: 'delivered' });
const asked: SurveyFacts = {
  project,
  milestone: null,
  survey: { ...newSurvey({ id: 's1', projectId: 'p1', milestoneId: null, askedAt: at }), answeredBy: null },
};
const answered: SurveyFacts = {
  ...asked,
  survey: { ...asked.survey, score: 4, comment: 'It works well', answeredAt: at, answeredBy: 'Clara' },
};

const all: Shown[] = [
  ['How was it?', surveyCard(asked)],
  ['How was it, a milestone', surveyCard({ ...asked, milestone: { ...beta, status: 'done' } })],
  ['How was it, work is open again', surveyCard({ ...asked, project: projectOf('delivery') })],
  ['How was it, answered', surveyCard(answered)],
  ['The answer, for the team', answeredNews(answered, 'Clara')],
  ['Delivered', deliveredNews(project, 4)],
  ['Closed lost', lostNews(project, 'Olivia')],
  ['Archived', archivedNews(project, 'Olivia')],
  ['Restored', openedNews(project, 'Olivia restored')],
];

it('the end of a project reads alike and well on both platforms', async () => {
  await expect(sideBySide('Endings', all)).toMatchFileSnapshot('survey.golden.md');
});
