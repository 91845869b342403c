import { expect, it } from 'vitest';
import { messageCard, messageNews } from '../../../cards/views/thread/message.ts';
import { outreachCard, waitingCard } from '../../../cards/views/thread/outreach.ts';
import { noResponseCard, unansweredCard } from '../../../cards/views/thread/silence.ts';
import { threadCard, threadList } from '../../../cards/views/thread/thread.ts';
import { pageOf } from '../../../src/domain/page.ts';
import type { NamedMessage } from '../../../src/domain/thread/message.ts';
import { type Outreach, waitingOf } from '../../../src/domain/thread/outreach.ts';
import type { ThreadFacts } from '../../../src/domain/thread/thread-facts.ts';
import { at, blockerOf, projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const project = projectOf('delivery');
const sent = { slot: at, now: at, zone: 'Europe/London', today };

const message = (number: number, text: string, more: Partial<NamedMessage> = {}): NamedMessage => ({
  id: `m${number}`,
  projectId: 'p1',
  number,
  authorId: 'olivia',
  author: 'Olivia',
  side: 'team',
  text,
  files: [],
  blocker: null,
  roomId: null,
  messageId: null,
  at,
  editedAt: null,
  deletedAt: null,
  ...more,
});
const byClara = { author: 'Clara', authorId: 'clara', side: 'customer' } as const;

const question = message(1, 'The *test shop* is ready: https://test.example/shop. Can we have the key?', {
  blocker: 4,
});
const answer = message(2, 'Here is [the plan](https://files.example/plan.pdf).\n- one\n- two', {
  ...byClara,
  files: [{ name: 'Plan.pdf', url: 'https://files.example/f' }],
  editedAt: at,
});
const facts: ThreadFacts = { project, messages: [question, answer], total: 5, waitingOn: 'team', since: at };
const asked: Outreach = {
  blocker: blockerOf(4, 'No API key yet', { by: 'customer' }),
  latest: question,
  askedAt: at,
  answeredAt: null,
};
const responded = { ...asked, latest: answer, answeredAt: at };
const waiting = waitingOf(
  project,
  [asked, { ...responded, blocker: blockerOf(5, 'The test shop is down') }],
  answer,
);
const none: ThreadFacts = { ...facts, messages: [], total: 0, waitingOn: undefined, since: null };

const all: Shown[] = [
  ['Talk to your team', threadCard(facts, { audience: 'customer', platform: 'slack' })],
  ['Talk to your team, no messages', threadCard(none, { audience: 'customer', platform: 'slack' })],
  ['Customer, in Teams', threadCard(facts, { audience: 'team', platform: 'teams' })],
  ['A message of the team', messageCard({ project, message: question })],
  ['A message of the customer', messageCard({ project, message: answer })],
  ['A deleted message', messageCard({ project, message: { ...answer, deletedAt: at } })],
  ['A message, in a direct chat', messageCard({ project, message: answer }, { isDirect: true })],
  [
    'A deleted message, in a direct chat',
    messageCard({ project, message: { ...answer, deletedAt: at } }, { isDirect: true }),
  ],
  ['A message, by mail', messageNews(project, answer)],
  ['Messages', threadList(facts, pageOf([answer, question]), { audience: 'team' })],
  [
    'Messages, one of the reader',
    threadList(facts, pageOf([answer, question]), { audience: 'customer', readerId: 'clara' }),
  ],
  ['A blocker that waits for an answer', outreachCard({ ...asked, project })],
  ['A blocker with an answer', outreachCard({ ...responded, project })],
  ['A blocker of which nobody wrote', outreachCard({ ...asked, latest: null, askedAt: null, project })],
  ['Waiting', waitingCard(waiting, 1)],
  ['Nothing waits', waitingCard([], 1)],
  ['A customer waits for an answer', unansweredCard(project, answer, sent)],
  ['No answer to outreach', noResponseCard({ ...asked, project, message: question }, sent)],
];

it('the thread and what waits in it read alike and well on both platforms', async () => {
  await expect(sideBySide('Thread', all)).toMatchFileSnapshot('thread.golden.md');
});
