import { expect, it } from 'vitest';
import { approvedNews, blockerNews, doneNews, returnedNews } from '../../../cards/views/news.ts';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import { policiesOf } from '../../../src/domain/project/policies.ts';
import {
  at,
  blockerOf,
  evidence,
  factsOf,
  itemsOf,
  lastUpdate,
  projectOf,
  reviewOf,
  stepOf,
  today,
} from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const card = (...facts: Parameters<typeof factsOf>) => milestoneCard(factsOf(...facts), { today });

const apiKey = blockerOf(4, 'waiting for the API key', { by: 'customer' });
const held = (milestone: Parameters<typeof factsOf>[0]) =>
  ({ is: 'milestone', facts: factsOf(milestone) }) as const;
const submitted = { submittedAt: at, submittedById: 'mo' };
const client = projectOf('client', { price: 1_000_000, currency: 'GBP', status: 'draft' });
const shares = [
  { id: 'm1', share: 33 },
  { id: 'm2', share: 33 },
  { id: 'm3', share: 34 },
];

const company = projectOf('stages');
const reported = { ...lastUpdate, id: 'u2', percent: 52, state: 'pending' } as const;
const rejected = {
  ...reported,
  state: 'rejected',
  decidedById: 'carol',
  decidedBy: 'Carol',
  decidedAt: at,
  reason: 'Only four calls were made',
} as const;

const states: Shown[] = [
  ['upcoming', card({ status: 'upcoming', percent: null, startDate: '2026-12-08' })],
  [
    'upcoming, with evidence of the work',
    card({ status: 'upcoming', percent: null }, { evidence: [evidence] }),
  ],
  [
    'upcoming, with nothing said of it',
    card({ status: 'upcoming', percent: null, dueDate: null }, { assignee: null }),
  ],
  ['in progress', card({}, { lastUpdate })],
  ['in progress, where nobody approves', card({}, { project: projectOf('delivery'), approvers: [] })],
  ['due today', card({ dueDate: today }, { lastUpdate: { ...lastUpdate, note: null } })],
  ['due next year', card({ dueDate: '2027-01-15' })],
  ['overdue', card({ dueDate: '2026-12-04' })],
  ['overdue, and it blocks the go-live', card({ dueDate: '2026-12-04', blocksGoLive: true, priority: 'p0' })],
  ['blocked', card({ status: 'blocked' }, { blockers: [apiKey] })],
  [
    'blocked, with a reason that ends by itself',
    card({ status: 'blocked' }, { blockers: [blockerOf(5, 'Where is the key?')] }),
  ],
  [
    'blocked by much',
    card({ status: 'blocked' }, { blockers: [1, 2, 3, 4, 5].map((n) => blockerOf(n, `Reason ${n}`)) }),
  ],
  ['in the way of what has not begun', card({ status: 'upcoming', percent: null }, { blockers: [apiKey] })],
  ['submitted', card(submitted, { submittedBy: 'Mo', review: reviewOf(), lastUpdate })],
  [
    'submitted, where nobody holds the role that decides',
    card(submitted, { submittedBy: 'Mo', review: reviewOf(), approvers: [], project: projectOf('client') }),
  ],
  [
    'submitted, where nobody has to approve any more',
    card(submitted, { submittedBy: 'Mo', review: reviewOf(), approvers: [], project: projectOf('delivery') }),
  ],
  ['returned', card({}, { review: reviewOf('returned', 'The pricing page is missing') })],
  [
    'approved',
    card(
      { status: 'done', doneAt: at, doneById: 'olivia' },
      { doneBy: 'Olivia', review: reviewOf('approved') },
    ),
  ],
  [
    'done',
    card({ status: 'done', doneAt: at }, { doneBy: 'Mo', project: projectOf('delivery'), approvers: [] }),
  ],
  ['reopened after approval', card({}, { review: reviewOf('approved') })],
  ['dropped', card({ droppedAt: at, dropReason: 'The customer no longer needs it' })],
  [
    'with a checklist',
    card(
      { percent: null },
      { items: itemsOf('x Sign the contract', 'Write the guide', 'Train the team'), evidence: [evidence] },
    ),
  ],
  [
    'with a long checklist',
    card({ percent: null }, { items: itemsOf('x A', 'x B', 'C', 'D', 'E', 'F', 'G', 'H', 'I') }),
  ],
  [
    'with a share of the price, in a draft',
    card({ share: 34, outcome: 'Customers can sign up' }, { project: client, shares }),
  ],
  [
    'with milestones below it',
    card(
      { percent: null },
      {
        children: [
          { ...stepOf(4, 'Draft'), parentId: 'm3', status: 'done' },
          { ...stepOf(5, 'Text'), parentId: 'm3' },
        ],
      },
    ),
  ],
  [
    'a task of a company whose update waits for its coach',
    card({ parentId: 'm1', percent: 20 }, { project: company, report: reported }),
  ],
  [
    'a task of a company whose update was rejected',
    card({ parentId: 'm1', percent: 20 }, { project: company, lastUpdate, report: rejected }),
  ],
  [
    'a stage with tasks that wait for its coach',
    card(
      { stage: 'first_customer', percent: null },
      {
        project: company,
        children: [
          { ...stepOf(4, 'Call ten leads'), parentId: 'm3', submittedAt: at },
          { ...stepOf(5, 'Send an offer'), parentId: 'm3', status: 'done' },
        ],
      },
    ),
  ],
  [
    'with what somebody wrote to be clever',
    card(
      { name: '*Beta* <!channel> [x](https://evil.example)', status: 'blocked' },
      { blockers: [blockerOf(4, '<at>all</at> {{DATE(now)}}')] },
    ),
  ],
];

it('a milestone reads alike and well on both platforms, whatever its state', async () => {
  await expect(sideBySide('Milestone', states)).toMatchFileSnapshot('milestone.golden.md');
});

it('its parts of a price sum to the price', () => {
  const price = projectOf('client', { price: 9_999, currency: 'GBP', policies: policiesOf('client') });
  const cards = shares.map(({ id, share }) => card({ id, share }, { project: price, shares }));
  const amounts = cards.map((one) => Number(/£([\d.]+)/.exec(JSON.stringify(one))?.[1]) * 100);
  expect(amounts.reduce((sum, amount) => sum + Math.round(amount), 0)).toBe(9_999);
});

const approved = factsOf(
  { status: 'done' },
  { review: reviewOf('approved', 'Great work'), doneBy: 'Olivia' },
);

const news: Shown[] = [
  ['approved', approvedNews(approved, 'Olivia')],
  ['approved without a word', approvedNews(factsOf({}, { review: reviewOf('approved') }), 'Olivia')],
  [
    'returned',
    returnedNews(factsOf({}, { review: reviewOf('returned', 'The pricing page is missing') }), 'Olivia'),
  ],
  ['blocked', blockerNews(held({ status: 'blocked' }), apiKey, 'Mo')],
  [
    'blocked by nobody in particular',
    blockerNews(held({ status: 'blocked' }), blockerOf(5, 'the build is red'), 'Mo'),
  ],
  ['a blocker of what has not begun', blockerNews(held({ status: 'upcoming' }), apiKey, 'Mo')],
  [
    'a blocker of the project',
    blockerNews(
      {
        is: 'project',
        facts: {
          project: projectOf('launch'),
          milestones: [],
          blockers: [],
          risks: [],
          decisions: [],
          noGos: [],
          invoices: [],
          actions: [],
          began: at,
          approvers: [],
          undecided: [],
        },
      },
      blockerOf(6, 'The venue is closed', { milestoneId: null, by: 'team' }),
      'Mo',
    ),
  ],
  ['done', doneNews(factsOf({ status: 'done' }), 'Mo')],
];

it('news is one line and a way to the card', async () => {
  await expect(sideBySide('News', news)).toMatchFileSnapshot('news.golden.md');
});
