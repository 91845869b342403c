import { expect, it } from 'vitest';
import {
  retrospectiveCard,
  retrospectiveMarkdown,
  retrospectiveText,
} from '../../../cards/views/launch/retrospective.ts';
import { retrospectiveOf } from '../../../src/domain/launch/retrospective.ts';
import type { LookbackFacts } from '../../../src/domain/plan/past.ts';
import { noon, passed, pastOf, was } from '../../domain/plan/past.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

/** Monday after the launch. */
const today = '2026-12-21';
const day = (number: number) => noon(number).slice(0, 10);
const due = (from: number, to: number) => ({ before: { dueDate: day(from) }, after: { dueDate: day(to) } });
const done = (number: number) => ({ status: 'done' as const, doneAt: noon(number) });

const decided: LookbackFacts['decisions'] = [
  {
    number: 1,
    question: 'Go for 11 Dec?',
    outcome: 'no_go',
    outcomeNote: 'the load test failed',
    decidedAt: noon(9),
    decidedBy: 'Olivia',
    fellBackAt: noon(9),
  },
  {
    number: 2,
    question: 'Go for 18 Dec?',
    outcome: 'go',
    outcomeNote: null,
    decidedAt: noon(17),
    decidedBy: 'Olivia',
    fellBackAt: null,
  },
];

const launch = pastOf(
  [
    was(1, { name: 'Core API', dueDate: day(10), ...done(12) }),
    was(2, { name: 'Docs | guides', dueDate: day(14), ...done(13) }),
    was(3, { name: 'Launch day', dueDate: day(18), ...done(18) }),
    was(4, { name: 'Partner page', droppedAt: noon(11), dropReason: 'the partner\nhas left' }),
    was(5, { name: 'Party', ...done(19) }),
  ],
  [
    passed(1, 'created', 1, { after: { dueDate: day(8) } }),
    passed(1, 'edited', 7, { ...due(8, 10), note: 'the vendor was late' }),
    passed(0, 'shifted', 9, {
      by: 'Olivia',
      before: { target: day(11) },
      after: {
        target: day(18),
        days: 7,
        because: 'D1 Go for 11 Dec?: no-go',
        milestones: [{ number: 3, start: null, due: { was: day(11), is: day(18) } }],
      },
    }),
  ],
  {
    decisions: decided,
    ratings: [
      { number: null, name: null, outcome: null, score: 4, comment: 'We would do it again', by: 'Cleo' },
      { number: 1, name: 'Core API', outcome: null, score: 2, comment: null, by: 'Cleo' },
    ],
  },
);
const open = pastOf([was(1, { dueDate: day(18) }), was(2)], [passed(1, 'edited', 7, due(15, 18))]);
const long = pastOf(
  Array.from({ length: 70 }, (_, n) =>
    was(n + 1, {
      name: `Step ${n + 1} with a name as long ${'as names may be '.repeat(5)}`.trim(),
      dueDate: day(3),
      ...done(5),
    }),
  ),
  Array.from({ length: 70 }, (_, n) =>
    passed(n + 1, 'edited', 4, { ...due(2, 3), note: 'so it goes '.repeat(40).trim() }),
  ),
  {
    decisions: Array.from({ length: 9 }, (_, n) => ({
      number: n + 1,
      question: 'Shall we go on with it? '.repeat(8).trim(),
      outcome: 'conditions' as const,
      outcomeNote: 'only if it is fast enough '.repeat(20).trim(),
      decidedAt: noon(9),
      decidedBy: 'Olivia',
      fellBackAt: noon(9),
    })),
  },
);

const card = (past: LookbackFacts) => retrospectiveCard(past, retrospectiveOf(past, today), { today });
const source = (past: LookbackFacts) => retrospectiveMarkdown(past, retrospectiveOf(past, today), { today });

const shown: Shown[] = [
  ['retrospective', card(launch)],
  ['retrospective before the end', card(open)],
  ['retrospective of much', card(long)],
  ['retrospective of nothing', card(pastOf([]))],
  ['retrospective as Markdown', retrospectiveText('Apollo', source(launch), 3000)],
  ['retrospective as Markdown, cut', retrospectiveText('Apollo', source(long), 400)],
];

it('a retrospective reads alike and well on both platforms', async () => {
  await expect(sideBySide('Retrospective', shown)).toMatchFileSnapshot('retrospective.golden.md');
});

it('nothing is left out of the Markdown, and what people wrote cannot break its table', () => {
  expect(
    source(long)
      .split('\n')
      .filter((line) => line.startsWith('| ')),
  ).toHaveLength(71);
  expect(source(long)).toContain('so it goes '.repeat(40).trim());
  expect(source(launch)).toContain('| 2 | Docs \\| guides | 2026-12-14 | 2026-12-13 | 1 day early |');
  expect(source(launch)).toContain('- 4 · Partner page, dropped, “the partner has left”');
});
