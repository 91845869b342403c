import fc from 'fast-check';
import type { TimelinePictureFacts } from '../../cards/pictures/timeline.ts';
import { dateOf, dayNumber } from '../../src/domain/time/dates.ts';

/** Monday. */
export const today = '2026-12-07';

/** Returns the day that is some days after today. */
export const on = (days: number): string => dateOf(dayNumber(today) + days);

type Step = TimelinePictureFacts['milestones'][number];

/** Returns a milestone due in some days; null: without a date. */
export const step = (number: number, name: string, due: number | null, more: Partial<Step> = {}): Step => ({
  outcome: null,
  id: `m${number}`,
  number,
  name,
  status: 'upcoming',
  startDate: null,
  dueDate: due === null ? null : on(due),
  doneAt: null,
  submittedAt: null,
  parentId: null,
  share: null,
  items: [],
  ...more,
});

/** Returns a milestone that was done some days from today. */
export const done = (number: number, name: string, days: number): Step =>
  step(number, name, days, { status: 'done', doneAt: `${on(days)}T12:00:00.000Z` });

/** Returns the facts of a picture; the project began three weeks ago. */
export const plan = (
  milestones: readonly Step[],
  project: Partial<TimelinePictureFacts['project']> = {},
): TimelinePictureFacts => ({
  project: { name: 'Apollo', target: on(21), zone: 'Europe/London', ...project },
  milestones,
  began: `${on(-21)}T09:00:00.000Z`,
});

const words = [
  'Beta',
  'launch',
  'of',
  'the',
  'Donaudampfschifffahrtsgesellschaft',
  'WWWWWW',
  'illicit',
  'Příliš',
  'ľ',
  'Релиз',
  'έλεγχος',
  'مراجعة',
  'الأمان',
  'השקת',
  '日本での公開',
  'ไทย',
  '🚀',
  '👩‍👩‍👧‍👦',
  '<b>&amp;',
  '—',
  '…',
  '"x"',
];

/** Names of any length and script, some of them random text. */
export const anyName = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 14 })
      .map((some) => some.join(' ')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }) },
);

/** Days from today: mostly near, some far. */
const anyDay = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -40, max: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: -3_000, max: 30_000 }) },
);

const anyStep = fc.record({
  name: anyName,
  due: fc.option(anyDay, { freq: 6 }),
  start: fc.option(anyDay),
  status: fc.constantFrom('upcoming' as const, 'in_progress' as const, 'blocked' as const, 'done' as const),
  isSubmitted: fc.boolean(),
});

/** Plans of every size, with any dates and names. */
export const anyPlan = fc
  .record({
    steps: fc.oneof(fc.array(anyStep, { maxLength: 4 }), fc.array(anyStep, { maxLength: 100 })),
    name: anyName,
    target: fc.option(anyDay),
  })
  .map(({ steps, name, target }) =>
    plan(
      steps.map(({ name, due, start, status, isSubmitted }, nth) =>
        step(nth + 1, name, due, {
          status,
          startDate: start === null ? null : on(start),
          doneAt: status === 'done' ? `${on(due ?? -1)}T12:00:00.000Z` : null,
          submittedAt: isSubmitted ? `${on(-1)}T12:00:00.000Z` : null,
        }),
      ),
      { name, target: target === null ? null : on(target) },
    ),
  );
