import { expect, it } from 'vitest';
import { note } from '../../../cards/model.ts';
import { notifyCard } from '../../../cards/views/people/reached.ts';
import { ownDigestCard, progressRequestsCard, roomDigestCard } from '../../../cards/views/rhythm/cadences.ts';
import { receiptsCard } from '../../../cards/views/rhythm/receipts.ts';
import { remindersCard } from '../../../cards/views/rhythm/reminders.ts';
import { readPage } from '../../../src/domain/page.ts';
import type { Receipt } from '../../../src/domain/rhythm/receipt.ts';
import type { Cadence } from '../../../src/domain/time/schedule.ts';
import { at, projectOf } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const project = projectOf('launch');
const next = { at: '2026-12-11T09:00:00.000Z', zone: 'Europe/London' };
const daily: Cadence = { days: 'working', at: '09:00' };
const friday: Cadence = { days: [5], at: '10:00' };

const cards: Shown[] = [
  ['digest of a room', roomDigestCard(project, { digest: daily, digestIn: 'channel' }, next)],
  ['digest of a room, under the card', roomDigestCard(project, { digest: friday, digestIn: 'thread' }, next)],
  [
    'no digest of a room',
    roomDigestCard(project, { digest: null, digestIn: 'channel' }, { ...next, at: null }),
  ],
  ['my digest', ownDigestCard(daily, next)],
  ['no digest of mine', ownDigestCard(null, { ...next, at: null })],
  ['ask-updates', progressRequestsCard(projectOf('launch', { asks: friday }), next)],
  ['ask-updates, off', progressRequestsCard(project, { ...next, at: null })],
  ['remind', remindersCard(project)],
  ['remind, once', remindersCard(projectOf('stages', { reminders: { before: [1], overdue: false } }))],
  [
    'remind, on the day only',
    remindersCard(projectOf('launch', { reminders: { before: [], overdue: false } })),
  ],
  ['notify', notifyCard({ via: null, email: null, on: ['slack'] })],
  ['notify, chosen', notifyCard({ via: 'email', email: 'ana@example.com', on: ['teams', 'slack', 'cli'] })],
  ['notify at a terminal', notifyCard({ via: null, email: null, on: ['cli'] })],
];

it('settings of the clock read alike and well on both platforms', async () => {
  await expect(sideBySide('Settings of the clock', cards)).toMatchFileSnapshot('schedules.golden.md');
});

const apollo: Receipt['room'] = { platform: 'slack', name: '#apollo', direct: false };
const chat: Receipt['room'] = { platform: 'teams', name: null, direct: true };
const receiptOf = (number: number, more: Partial<Receipt>): Receipt => ({
  number,
  kind: 'digest',
  state: 'sent',
  why: null,
  at,
  room: apollo,
  person: null,
  milestone: null,
  news: null,
  ...more,
});

const all: Receipt[] = [
  receiptOf(52, { state: 'planned', person: 'Olivia' }),
  receiptOf(51, {
    kind: 'ask',
    state: 'failed',
    why: 'the chat could not be opened',
    person: 'Mo',
    room: chat,
  }),
  receiptOf(50, { kind: 'personal', state: 'unknown', why: 'no answer in time', person: 'Ana', room: chat }),
  receiptOf(49, { kind: 'personal', state: 'skipped', why: 'nothing is theirs', person: 'Cleo', room: null }),
  receiptOf(48, {
    kind: 'news',
    state: 'sending',
    news: {
      ...note(''),
      title: [
        { is: 'strong', text: '3 · Beta launch' },
        { is: 'plain', text: ' was blocked by Mo' },
      ],
    },
  }),
  receiptOf(47, {
    kind: 'again',
    person: 'Mo',
    room: { ...chat, platform: 'email' },
    milestone: { number: 3, name: 'Beta launch', outcome: null },
  }),
  receiptOf(46, {
    kind: 'post',
    state: 'failed',
    why: 'the card is too large',
    milestone: { number: 3, name: 'Beta launch', outcome: null },
  }),
  receiptOf(45, { room: { platform: 'teams', name: null, direct: false } }),
];

const lists: Shown[] = [
  [
    'receipts',
    receiptsCard(
      'Apollo, messages',
      { ...readPage(all, 1), hasNext: true },
      { retries: true, failed: false },
    ),
  ],
  [
    'receipts failed',
    receiptsCard('Apollo, messages that may not have arrived', readPage(all.slice(1, 3), 2), {
      retries: true,
      failed: true,
    }),
  ],
  [
    'receipts of mine',
    receiptsCard('My messages', readPage(all.slice(1, 2), 1), { retries: false, failed: false }),
  ],
  ['no receipts', receiptsCard('My messages', readPage([], 1), { retries: false, failed: false })],
  [
    'no receipts failed',
    receiptsCard('Apollo, messages that may not have arrived', readPage([], 1), {
      retries: true,
      failed: true,
    }),
  ],
];

it('receipts read alike and well on both platforms', async () => {
  await expect(sideBySide('Receipts', lists)).toMatchFileSnapshot('receipts.golden.md');
});
