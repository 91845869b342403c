import { expect, it } from 'vitest';
import {
  announcementCard,
  behindCard,
  cadencesCard,
  draftCard,
  noteCard,
} from '../../../cards/views/rhythm/project-cadences.ts';
import { answerCard, standupCard, summaryCard } from '../../../cards/views/rhythm/standup.ts';
import { type KnownCadence, newCadence } from '../../../src/domain/rhythm/project-cadence.ts';
import { at, projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const cadence = (number: number, what: string, more: Partial<KnownCadence> = {}): KnownCadence => ({
  ...newCadence({ id: `c${number}`, projectId: 'p1', number, what, ownerId: 'mo' }),
  owner: 'Mo',
  ...more,
});

const project = projectOf('launch');
const sent = { slot: at, now: '2026-12-07T09:00:02.000Z', zone: 'UTC', today };
const standup = cadence(1, 'Daily standup', { every: { days: 'working', at: '10:00' } });
const live = cadence(3, 'We are live', {
  kind: 'announcement',
  on: '2026-12-18',
  audience: 'customer',
  draft: 'The new shop is open.\nHave a look, and tell us what you think.',
});
const all = [
  standup,
  cadence(2, 'Weekly review', { every: { days: [5], at: '16:00' } }),
  live,
  cadence(4, 'Invitation', { kind: 'announcement', on: today, state: 'asked' }),
  cadence(5, '25% of 3 · Beta launch', { kind: 'expect', on: '2026-12-09', at: '16:00', percent: 25 }),
  cadence(6, 'Newsletter', { rule: 'every other month' }),
  cadence(7, 'Old', { state: 'off' }),
];
const ana = {
  name: 'Ana',
  did: 'Finished the login',
  next: 'Load test',
  blocks: 'No key for the payment provider yet',
};
const bo = { name: 'Bo', did: 'Wrote the runbook', next: null, blocks: null };
const round = today;

const shown: Shown[] = [
  ['cadences', cadencesCard({ project, cadences: all }, { today })],
  ['none yet', cadencesCard({ project, cadences: [] }, { today })],
  ['a standup asks', standupCard(project, standup, '2026-12-07T11:00:00.000Z', sent)],
  ['an answer', answerCard(project, standup, { answer: ana, round })],
  ['a summary', summaryCard(project, standup, { answers: [ana, bo], silent: ['Cy', 'Di'], round }, sent)],
  ['a summary without answers', summaryCard(project, standup, { answers: [], silent: ['Cy'], round }, sent)],
  [
    'a summary of many',
    summaryCard(
      project,
      standup,
      {
        answers: Array.from({ length: 18 }, () => ({ ...ana, did: 'much and more '.repeat(40) })),
        silent: Array.from({ length: 18 }, (_, n) => `P${n}`),
        round,
      },
      sent,
    ),
  ],
  ['a draft', draftCard(project, live, sent)],
  ['a draft without a text', draftCard(project, cadence(4, 'Invitation', { kind: 'announcement' }), sent)],
  ['an announcement', announcementCard(live)],
  ['a note', noteCard(project, { what: 'Water the plants' }, sent)],
  [
    'less than expected',
    behindCard(
      project,
      { done: 18, expected: 25, of: { number: 3, name: 'Beta launch', outcome: null } },
      sent,
    ),
  ],
  ['less than expected of all', behindCard(project, { done: 0, expected: 80, of: undefined }, sent)],
];

it('what a project says on its days reads alike and well on both platforms', async () => {
  await expect(sideBySide('Cadences', shown)).toMatchFileSnapshot('cadences.golden.md');
});
