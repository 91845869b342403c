import * as z from 'zod';
import { answeredNews, subjectName, surveyCard } from '../../../cards/views/endings/survey.ts';
import { loadSurveysOf } from '../../../db/queries/endings/survey.ts';
import { type Candidate, lockProject } from '../../../db/queries/plan/milestones.ts';
import {
  canAnswer,
  changeableDays,
  type MeantSurvey,
  maxScore,
  type SurveyFacts,
  scoreWords,
  surveyMeant,
} from '../../domain/endings/survey.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { customers, needs } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { numberSlot, referenceSlot, slots, textSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';
import { findMilestone } from '../../runner/references/find.ts';

type Facts = { project: Project; milestone: Candidate | undefined; meant: MeantSurvey };

/** Names the milestone that is rated: typed, or carried by the buttons of its question. */
const ratedSlot = () =>
  referenceSlot().register(slots, {
    is: 'reference',
    label: 'Milestone',
    at: 'key',
    hint: '3',
    names: 'milestone',
    role: 'any',
    hidden: true,
    typed: true,
  });

/** Answers how a delivered project, or a milestone that is done, was, for the customer (CUS-7, CUS-9). */
export const csat = defineCommand({
  name: 'csat',
  synonyms: [{ words: 'rate' }],
  summary: 'Say how the delivered project or a milestone was, from 1 to 5.',
  title: 'How was it?',
  submit: 'Send',
  examples: ['csat 5', 'csat 4 a week late, but it works well', 'csat 5 milestone:2'],
  input: z.object({
    score: numberSlot('place', 'From 1 (bad) to 5 (very good)', { min: 1, max: maxScore }, '5'),
    comment: textSlot('rest', 'What was good, what was not', { max: 500 }).optional(),
    milestone: ratedSlot().optional(),
  }),
  async load(tx, { milestone: typed }, who) {
    await lockProject(tx, who.project.id);
    const milestone = typed === undefined ? undefined : await findMilestone(tx, who, typed, 'reading');
    if (milestone && !milestone.ok) return milestone;
    const all = await loadSurveysOf(tx, who.project.id);
    const meant = surveyMeant(all, milestone?.value.number);
    return ok<Facts>({ project: who.project, milestone: milestone?.value, meant });
  },
  permit: (who) => needs(who, customers),
  subject: ({ project, meant }) => (meant.is === 'found' ? subjectName(meant.facts) : project.name),
  opened: ({ meant }) =>
    meant.is === 'found'
      ? {
          on: [meant.facts.survey.id, meant.facts.survey.answeredAt],
          ...(meant.facts.survey.milestoneId ? { milestoneId: meant.facts.survey.milestoneId } : {}),
        }
      : { on: [meant.is] },
  decide(facts, { score, comment = null }, who, at) {
    const { meant } = facts;
    if (meant.is !== 'found') return notAsked(facts);
    const { project, milestone, survey } = meant.facts;
    if (!canAnswer(survey, at.now))
      return rule(
        `${survey.answeredBy ?? 'Somebody'} answered ${scoreWords(survey.score ?? 0)}, more than ${changeableDays} days ago, so it stays.`,
        'Write to the team if something has changed.',
      );
    const set = { score, comment, answeredById: who.person.id, answeredAt: at.now };
    const said = { after: { what: scoreWords(score) }, note: comment ?? undefined };
    const { milestoneId } = survey;
    return ok({
      changes: [{ alter: 'survey', id: survey.id, set }],
      events: [
        milestoneId === null
          ? { type: 'csat_given', ...said }
          : { type: 'milestone_rated', milestoneId, ...said },
      ],
      next: { project, milestone, survey: { ...survey, ...set, answeredBy: who.person.name } },
    });
  },
  view: (facts: SurveyFacts) => surveyCard(facts),
  news: (facts, { person }) => answeredNews(facts, person.name),
  audience: () => 'team',
  done: ({ survey }) => `Thank you. The team sees ${scoreWords(survey.score ?? 0)}.`,
});

/** Refuses an answer to what was not asked, or to several questions at once. */
function notAsked({ project, milestone, meant }: Facts) {
  const show = { label: 'Show the project', command: 'status', input: {} };
  if (meant.is === 'several') {
    const of = meant.open.flatMap((facts) => facts.milestone ?? []);
    const [first] = of;
    return rule(
      `${of.map(milestoneName).join(', ')} wait for your answer.`,
      'Answer on the card of each, or name one: “csat 5 milestone:2”.',
      first && {
        label: `Rate ${excerpt(milestoneName(first), maxLabelCharacters)}`,
        command: 'csat',
        input: { milestone: String(first.number) },
      },
    );
  }
  if (milestone)
    return rule(
      milestone.status === 'done'
        ? `Nobody asked about ${milestoneName(milestone)}, so it cannot be rated.`
        : `${milestoneName(milestone)} is not done yet.`,
      project.policies.satisfaction === 'milestones'
        ? 'You are asked about each milestone that is done from now on.'
        : 'This project does not ask about single milestones.',
      show,
    );
  if (project.policies.satisfaction === 'milestones')
    return rule(
      'No question waits for your answer.',
      'You are asked after each milestone. To change an answer, name its milestone: “csat 4 milestone:2”.',
      show,
    );
  return rule(
    `${project.name} is not delivered yet.`,
    'You are asked once everything is done and paid.',
    show,
  );
}

const maxLabelCharacters = 20;
