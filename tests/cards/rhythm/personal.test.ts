import { describe, expect, it } from 'vitest';
import type { Card } from '../../../cards/model.ts';
import { renderSlack } from '../../../cards/render/slack/cards.ts';
import { slackProblems } from '../../../cards/render/slack/limits.ts';
import { renderTeams } from '../../../cards/render/teams/cards.ts';
import { teamsBytes, teamsLimits } from '../../../cards/render/teams/limits.ts';
import { renderText } from '../../../cards/render/text.ts';
import { progressRequestCard } from '../../../cards/views/rhythm/asked.ts';
import { stepsOf } from '../../../cards/views/rhythm/own.ts';
import { personalCard, snoozeEndedCard } from '../../../cards/views/rhythm/personal.ts';
import type { SendTime } from '../../../cards/views/rhythm/sections.ts';
import { registry } from '../../../src/commands/registry.ts';
import { knownInvoices } from '../../../src/domain/money/sent.ts';
import type { Own, Personal } from '../../../src/domain/rhythm/personal.ts';
import { riskOf } from '../../domain/plan/plans.ts';
import { at, projectOf, today } from '../../support/cards/facts.ts';
import { sent as sentInvoice } from '../../support/cards/money.ts';
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
    outcome: null,
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

const nothing: Personal = {
  today: [],
  soon: [],
  overdue: [],
  waiting: [],
  votes: [],
  risks: [],
  payments: [],
  actions: [],
};
const draw = (more: Partial<Personal>, when: Partial<SendTime> = {}) =>
  personalCard({ ...nothing, ...more }, { ...sent, ...when });
const many = (count: number, project = projectOf('launch')) =>
  Array.from({ length: count }, (_, n) => own(n + 1, `Step ${n + 1}`, {}, { project }));

/** The payments of Apollo, due on these days, as its customer and its owner see them. */
const payments = (as: 'payer' | 'receiver', ...approved: string[]) =>
  knownInvoices(
    approved.map((approvedOn, at) => ({
      ...sentInvoice,
      approvedOn,
      milestone: at + 1,
      number: `INV-2026-${at + 1}`,
    })),
    today,
  ).map((invoice) => ({ invoice, as, project: projectOf('client') }));

const everything = (count: number) => {
  const some = (dueDate: string, more = {}) =>
    Array.from({ length: count }, (_, n) =>
      own(n + 1, `${dueDate} ${n} ${'long name '.repeat(8)}`, { dueDate, ...more }),
    );
  return draw(
    {
      overdue: some('2026-12-01'),
      today: some(today),
      soon: some('2026-12-10'),
      waiting: some('2026-12-04', submitted),
      payments: payments('receiver', ...Array.from({ length: count }, () => '2026-11-01')),
      risks: Array.from({ length: count }, (_, n) => ({
        risk: riskOf(n + 1, 'a risk '.repeat(20), today),
        isCustomer: false,
        project: hermes,
      })),
      votes: Array.from({ length: count }, (_, n) => ({
        decision: { number: n + 1, question: 'Go for the launch?', on: today },
        isCustomer: false,
        project: hermes,
      })),
    },
    { now: '2026-12-07T11:00:00.000Z' },
  );
};

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
      risks: [
        {
          risk: riskOf(3, 'The payment provider is not approved', '2026-12-07'),
          isCustomer: false,
          project: hermes,
        },
      ],
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
  [
    'payments for the customer',
    draw({ payments: payments('payer', '2026-11-12', '2026-11-22', '2026-11-29') }),
  ],
  [
    'payments for the owner',
    draw({ today: [own(3, 'Beta launch')], payments: payments('receiver', '2026-11-12') }),
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
    block.is === 'list'
      ? block.items.flatMap((item) => [...(item.buttons ?? []), ...(item.actions ?? [])])
      : [],
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

it('the most urgent stands first', () => {
  const order = [
    'Overdue',
    'Risks to resolve now',
    'Due today',
    'Waiting for your vote',
    'Waiting for your approval',
    'Due soon',
  ];
  const lines = renderText(everything(1)).split('\n');
  expect(lines.filter((line) => order.includes(line))).toEqual(order);
});

it('the longest message stays within the limits of both platforms', () => {
  const card = everything(9);
  expect(slackProblems(renderSlack(card, { tenant: 'T1' }))).toEqual([]);
  expect(teamsBytes(renderTeams(card, { tenant: 'T1' }))).toBeLessThanOrEqual(teamsLimits.cardBytes);
});

describe('the first button of a reminder', () => {
  const labels = (of: Own) => {
    const { actions, more } = snoozeEndedCard(of, sent);
    return { shown: actions.map(({ label }) => label), menu: more.map(({ label }) => label) };
  };
  const snooze = 'Snooze until tomorrow';
  const later = ['Snooze 1 h', 'Snooze until next week', 'Stop reminding'];

  it.each([
    ['upcoming', { status: 'upcoming', percent: null }, ['Start', 'Progress', snooze], later],
    ['at nothing', { percent: null }, ['Progress', snooze], ['Submit', ...later]],
    ['at 0 %', { percent: 0 }, ['Progress', snooze], ['Submit', ...later]],
    ['at 99 %', { percent: 99 }, ['Progress', snooze], ['Submit', ...later]],
    ['at 100 %', { percent: 100 }, ['Submit', 'Progress', snooze], later],
    ['blocked', { status: 'blocked' }, ['Unblock', 'Progress', snooze], later],
    ['submitted', submitted, ['Approve', 'Return', snooze], later.slice(1)],
  ] as const)('fits a milestone %s', (_, milestone, shown, menu) => {
    expect(labels(own(3, 'Beta launch', milestone))).toEqual({ shown, menu });
  });

  it('is Done where nobody approves', () => {
    expect(labels(own(3, 'Beta launch', { percent: 100 }, { project: hermes })).shown[0]).toBe('Done');
    expect(labels(own(3, 'Beta launch', { percent: 40 }, { project: hermes })).menu[0]).toBe('Done');
  });

  it('assigns a milestone that nobody has', () => {
    const orphan = own(3, 'Beta launch', { status: 'upcoming', percent: null }, { orphan: 'unassigned' });
    expect(labels(orphan)).toEqual({
      shown: ['Assign', 'Start', snooze],
      menu: ['Progress', ...later.slice(1)],
    });
  });

  it('is never Submit or Done before all is reported', () => {
    for (const percent of [null, 0, 1, 50, 99])
      expect(stepsOf(own(3, 'Beta launch', { percent }))[0].command).toBe('progress');
  });

  it('asks for progress until all is reported', () => {
    const asked = (milestone: Partial<Own['milestone']>) =>
      progressRequestCard('Apollo', [own(3, 'Beta launch', milestone)], sent).actions.map(
        ({ label }) => label,
      );
    expect(asked({ percent: 60 })).toEqual(['Progress', 'Submit', snooze]);
    expect(asked({ percent: 100 })).toEqual(['Submit', 'Progress', snooze]);
    expect(asked({ status: 'upcoming', percent: null })).toEqual(['Progress', 'Start', snooze]);
  });
});
