import { expect, it } from 'vitest';
import type { Card } from '../../../cards/model.ts';
import { progressRequestCard } from '../../../cards/views/rhythm/asked.ts';
import { personalCard, snoozeEndedCard } from '../../../cards/views/rhythm/personal.ts';
import type { SendTime } from '../../../cards/views/rhythm/sections.ts';
import { registry } from '../../../src/commands/registry.ts';
import type { Own, Personal } from '../../../src/domain/rhythm/personal.ts';
import { riskOf } from '../../domain/plan/plans.ts';
import { at, projectOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

/** Monday, a moment after nine. */
const sent: SendTime = { slot: at, now: '2026-12-07T09:00:02.000Z', zone: 'Europe/London', today };

/** A milestone of the reader's in Apollo, in progress. */
const own = (
  number: number,
  name: string,
  milestone: Partial<Own['milestone']> = {},
  more: Partial<Own> = {},
): Own => ({
  milestone: {
    id: `m${number}`,
    number,
    name,
    type: 'event',
    status: 'in_progress',
    dueDate: today,
    submittedAt: null,
    percent: 60,
    version: 7,
    droppedAt: null,
    ...milestone,
  },
  project: projectOf('launch'),
  role: 'contributor',
  mine: true,
  snooze: null,
  saidAt: null,
  ...more,
});
const hermes = projectOf('delivery', { id: 'p2', name: 'Hermes' });
const submitted = { submittedAt: '2026-12-04T15:00:00.000Z' };

const nothing: Personal = { today: [], soon: [], overdue: [], waiting: [], votes: [], risks: [] };
const draw = (more: Partial<Personal>, when: Partial<SendTime> = {}) =>
  personalCard({ ...nothing, ...more }, { ...sent, ...when });
const many = (count: number, project = projectOf('launch')) =>
  Array.from({ length: count }, (_, n) => own(n + 1, `Step ${n + 1}`, {}, { project }));

const messages: Shown[] = [
  [
    'a full day',
    draw({
      today: [own(3, 'Beta launch'), own(4, 'Status report', { type: 'time' })],
      soon: [own(2, 'Docs', { dueDate: '2026-12-10', status: 'upcoming' }, { project: hermes })],
      overdue: [own(1, 'Design', { dueDate: '2026-12-03', status: 'blocked' })],
      waiting: [own(6, 'Pricing page', submitted, { role: 'owner', mine: false })],
    }),
  ],
  [
    'a risk that must be resolved',
    draw({
      risks: [{ risk: riskOf(3, 'The payment provider is not approved', '2026-12-07'), project: hermes }],
    }),
  ],
  ['one thing', draw({ today: [own(3, 'Beta launch', {}, { project: hermes })] })],
  ['with more than it says, in one project', draw({ overdue: many(7) })],
  ['with more than it says, in two projects', draw({ soon: [...many(6), ...many(2, hermes)] })],
  ['sent late', draw({ today: [own(3, 'Beta launch')] }, { now: '2026-12-07T11:00:00.000Z' })],
  ['a snooze is over', snoozeEndedCard(own(3, 'Beta launch'), sent)],
  [
    'a snooze of something without a date is over',
    snoozeEndedCard(own(3, 'Beta launch', { dueDate: null }), sent),
  ],
  [
    'a snooze of a decision is over',
    snoozeEndedCard(own(6, 'Pricing page', submitted, { role: 'owner', mine: false }), sent),
  ],
  ['asked for an update', progressRequestCard('Apollo', [own(3, 'Beta launch')], sent)],
  [
    'asked for updates',
    progressRequestCard(
      'Hermes',
      [
        own(3, 'Beta launch', { percent: null }, { project: hermes }),
        own(4, 'Docs', { status: 'blocked', dueDate: null }, { project: hermes }),
      ],
      sent,
    ),
  ],
];

it('messages to one person read alike and well on both platforms', async () => {
  await expect(sideBySide('Personal', messages)).toMatchFileSnapshot('personal.golden.md');
});

const actionsOf = ({ blocks, actions, more }: Card) => [
  ...blocks.flatMap((block) =>
    block.is === 'list' ? block.items.flatMap((item) => item.actions ?? []) : [],
  ),
  ...actions,
  ...more,
];

it('every button of theirs names its project, and only inputs that its command knows', () => {
  for (const [, card] of messages) {
    for (const { command, input, about } of actionsOf(card as Card)) {
      expect(about?.project).toMatch(/^p[12]$/);
      const known = [...Object.keys(registry.find(command)?.input.shape ?? {}), 'project'];
      expect(known).toEqual(expect.arrayContaining(Object.keys(input)));
    }
  }
});
