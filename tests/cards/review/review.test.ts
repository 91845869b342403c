import { describe, expect, it } from 'vitest';
import { renderSlack } from '../../../cards/render/slack/cards.ts';
import { slackProblems } from '../../../cards/render/slack/limits.ts';
import { renderTeams } from '../../../cards/render/teams/cards.ts';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import { evidenceCard } from '../../../cards/views/review/evidence.ts';
import { acceptanceOverCard, acceptanceReminderCard } from '../../../cards/views/review/reminder.ts';
import { reviewActions, reviewView } from '../../../cards/views/review/review.ts';
import type { ReviewFacts } from '../../../src/domain/facts.ts';
import type { Evidence } from '../../../src/domain/plan/milestone.ts';
import { policiesOf } from '../../../src/domain/project/policies.ts';
import type { KnownApproval } from '../../../src/domain/review/approval.ts';
import type { KnownQuestion } from '../../../src/domain/review/question.ts';
import {
  at,
  evidence,
  factsOf,
  itemsOf,
  lastUpdate,
  olivia,
  projectOf,
  reviewOf,
  today,
} from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const submitted = { submittedAt: at, submittedById: 'mo', description: 'Everybody can sign up and pay.' };
const criteria = itemsOf('x Privacy review', 'Five paying customers').map((one) => ({
  ...one,
  kind: 'criterion' as const,
}));
const figure: Evidence = {
  ...evidence,
  id: 'e2',
  kind: 'metric',
  title: 'paying customers',
  url: null,
  value: '7',
  target: '5',
  itemId: 'i2',
};
const many = Array.from({ length: 45 }, (_, nth) => ({
  ...evidence,
  id: `e${nth}`,
  title: `Report ${nth + 1}`,
  url: `https://example.com/${nth + 1}`,
}));

const reviewed = (
  milestone: Parameters<typeof factsOf>[0],
  more: Partial<ReviewFacts> = {},
): ReviewFacts => ({
  ...factsOf(milestone, { submittedBy: 'Mo', lastUpdate, ...more }),
  review: more.review ?? reviewOf(),
});
const card = (facts: ReviewFacts) => ({ ...reviewView(facts, { today }), ...reviewActions(facts) });
const open = reviewed(submitted, { items: criteria, evidence: [evidence, figure] });
const longest = reviewed(
  { ...submitted, name: 'n'.repeat(100), description: 'd'.repeat(1000) },
  {
    submittedBy: 'M'.repeat(100),
    items: Array.from({ length: 30 }, (_, nth) => ({
      ...itemsOf('w'.repeat(500))[0],
      id: `i${nth}`,
      number: nth + 1,
      kind: 'criterion' as const,
    })) as ReviewFacts['items'],
    evidence: many.map((one) => ({
      ...one,
      title: 't'.repeat(200),
      url: `https://example.com/${'u'.repeat(1900)}`,
    })),
    lastUpdate: { ...lastUpdate, note: 'u'.repeat(500) },
  },
);

const demo = itemsOf('x Log in', 'Pay an invoice', 'Export a report').map((one, nth) => ({
  ...one,
  kind: 'demo_step' as const,
  skipReason: nth === 1 ? 'The bank’s test system is down' : null,
}));

const question: KnownQuestion = {
  id: 'q1',
  projectId: 'p1',
  reviewId: 'r1',
  text: 'When can we export?',
  askedById: 'olivia',
  askedBy: 'Olivia',
  askedAt: at,
  stopsClock: true,
  answer: null,
  answeredById: null,
  answeredBy: null,
  answeredAt: null,
};
const timed = (review: Partial<ReviewFacts['review']>) =>
  reviewed(submitted, { review: { ...reviewOf(), windowDays: 5, ...review } });
const silent: ReviewFacts['review'] = {
  ...reviewOf('approved'),
  decidedById: null,
  decidedBy: null,
  windowDays: 5,
  silence: 'accept',
  endedAt: at,
  endedAs: 'accept',
};
const approval: KnownApproval = {
  id: 'a1',
  projectId: 'p1',
  reviewId: 'r1',
  personId: 'olivia',
  person: 'Olivia',
  byId: 'olivia',
  by: 'Olivia',
  note: null,
  at,
};
const sent = { slot: at, now: at, zone: 'Europe/London', today };

const states: Shown[] = [
  ['open', card(open)],
  [
    'open, with nothing said of it',
    card(reviewed({ ...submitted, description: null, dueDate: null }, { lastUpdate: null, approvers: [] })),
  ],
  ['open, with a demo', card(reviewed(submitted, { items: demo }))],
  ['the milestone’s card before it is submitted', milestoneCard(factsOf({}, { items: demo }), { today })],
  ['open, with a clock', card(timed({ silence: 'accept' }))],
  ['open, with a question', card(timed({ silence: 'stop', questions: [question] }))],
  [
    'open, after the answer',
    card(
      timed({
        silence: 'stop',
        questions: [{ ...question, answer: 'Next week', answeredBy: 'Mo', answeredAt: at }],
      }),
    ),
  ],
  ['open, over time', card(timed({ silence: 'escalate', endedAt: at, endedAs: 'escalate' }))],
  ['accepted by silence', card(reviewed({ status: 'done', doneAt: at }, { review: silent }))],
  [
    'the milestone’s card of the same',
    milestoneCard(factsOf({ status: 'done', doneAt: at }, { review: silent }), { today }),
  ],
  ['the reminder of a reviewer', acceptanceReminderCard(timed({ silence: 'accept' }), sent)],
  ['the end of the time', acceptanceOverCard(timed({ endedAt: at, endedAs: 'escalate' }), sent)],
  [
    'open, with one of two approvals',
    card(
      reviewed(submitted, {
        project: { ...projectOf('client'), policies: { ...policiesOf('client'), approvals: 'all' } },
        approvers: [
          olivia,
          {
            ...olivia,
            id: 'dan',
            name: 'Dan',
            addresses: olivia.addresses.map((one) => ({ ...one, user: 'UDAN' })),
            deputies: [{ id: 'bo', name: 'Bo', zone: null, until: '2027-01-05' }],
          },
        ],
        review: { ...reviewOf(), approvals: [approval] },
      }),
    ),
  ],
  [
    'approved by a deputy',
    card(
      reviewed(
        { status: 'done' },
        { review: { ...reviewOf('approved'), decidedBy: 'Bo', decidedFor: 'Dan' } },
      ),
    ),
  ],
  ['open, with much evidence', card(reviewed(submitted, { evidence: many }))],
  [
    'approved',
    card(reviewed({ status: 'done' }, { review: reviewOf('approved', 'Great work'), evidence: [evidence] })),
  ],
  [
    'returned',
    card(reviewed({}, { review: reviewOf('returned', 'The pricing page is missing'), evidence: [evidence] })),
  ],
  ['taken back', card(reviewed({}, { review: reviewOf('recalled') }))],
  ['done without a decision', card(reviewed({ ...submitted, status: 'done' }, { doneBy: 'Ana' }))],
  ['dropped', card(reviewed({ droppedAt: at }, { review: reviewOf('recalled') }))],
  ['the milestone’s card of the same', milestoneCard(open, { today })],
  ['all evidence, the first page', evidenceCard(factsOf({}, { evidence: many }), 1)],
  [
    'all evidence, the last page',
    evidenceCard(factsOf({}, { evidence: [evidence, figure], items: criteria }), 9),
  ],
  ['all evidence, where there is none', evidenceCard(factsOf(), 1)],
];

it('a submission shows what there is to decide on, and its outcome afterwards, on both platforms', async () => {
  await expect(sideBySide('Submission', states)).toMatchFileSnapshot('review.golden.md');
});

it.each([
  ['a submission', card(longest)],
  ['a milestone that waits', milestoneCard(longest, { today })],
  ['a page of evidence', evidenceCard(longest, 1)],
])('%s stays within the limits of Slack at its longest', (_what, longestCard) => {
  expect(slackProblems(renderSlack(longestCard, { tenant: 'T1' }))).toEqual([]);
});

describe('evidence that was made to be clever', () => {
  const hostile = reviewed(submitted, {
    evidence: [
      { ...evidence, title: '<!channel> <@UOLIVIA> *bold* [x](https://evil.example)' },
      { ...evidence, title: '<at>Olivia</at>', url: 'javascript:alert(1)' },
      { ...evidence, title: 'Data', url: 'data:text/html,hello' },
      { ...figure, title: '<!here>', value: '7' },
    ],
  });

  it.each([
    ['a submission', card(hostile)],
    ['the milestone’s card', milestoneCard(hostile, { today })],
    ['the list of evidence', evidenceCard(hostile, 1)],
  ])('links only to http and https, and pings nobody, on %s', (_what, shown) => {
    const quiet = {
      ...shown,
      blocks: shown.blocks.filter((block) => !JSON.stringify(block).includes('"mention"')),
    };
    const slack = renderSlack(quiet, { tenant: 'T1' });
    const teams = renderTeams(quiet, { tenant: 'T1' });
    for (const rendered of [slack, teams]) {
      expect(JSON.stringify(rendered)).not.toMatch(/"ur[li]":"(?!https?:)/i);
      expect(JSON.stringify(rendered)).toContain('https://example.com/contract');
    }
    expect(slack.text).not.toMatch(/<[!@]/);
    expect(JSON.stringify(slack.blocks)).not.toMatch(/"type":"(?:user|broadcast|usergroup)"/);
    expect(JSON.stringify(teams)).not.toContain('"mention"');
  });
});
