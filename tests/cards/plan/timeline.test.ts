import { expect, it } from 'vitest';
import { burnUpCard } from '../../../cards/views/plan/burn-up.ts';
import { type TimelineFacts, timelineCard } from '../../../cards/views/plan/timeline.ts';
import { type BurnUp, burnUpOf, type Point } from '../../../src/domain/plan/burn-up.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { pastOf, was } from '../../domain/plan/past.ts';
import { projectOf, stepOf, today } from '../../support/cards/facts.ts';
import { type Shown, sideBySide } from '../../support/cards/side-by-side.ts';

const url = 'https://milepost.example.com/pictures/abc.png';

type Step = TimelineFacts['milestones'][number];
const step = (number: number, name: string, more: Partial<Step> = {}): Step => ({
  ...stepOf(number, name),
  startDate: null,
  doneAt: null,
  ...more,
});
const done = (number: number, name: string, day: string) =>
  step(number, name, { status: 'done', doneAt: `${day}T12:00:00.000Z` });

const timeline = (milestones: Step[], project: Partial<Project> = {}, picture?: string) =>
  timelineCard(
    { project: projectOf('launch', project), milestones, invoices: [], began: '2026-11-16T09:00:00.000Z' },
    { today },
    picture,
  );

const launch = [
  done(1, 'Design', '2026-11-20'),
  done(2, 'Contracts', '2026-12-01'),
  step(3, 'Core API', { status: 'in_progress', dueDate: '2026-12-04' }),
  step(4, 'Beta launch', { dueDate: '2026-12-10' }),
  step(5, 'Docs', { dueDate: '2026-12-10' }),
  step(6, 'Launch day', { dueDate: '2026-12-18' }),
  step(7, 'First review', { dueDate: '2027-01-15' }),
  step(8, 'Case study'),
];
const long = Array.from({ length: 90 }, (_, n) => {
  const name = `Step ${n + 1} with a name that is rather long, as names are`;
  const day = new Date(Date.UTC(2026, 8, 1) + n * 2 * 86_400_000).toISOString().slice(0, 10);
  if (n % 9 === 0) return step(n + 1, name);
  return n < 30 ? done(n + 1, name, day) : step(n + 1, name, { dueDate: day });
});

const points = (...all: [day: string, done: number, scope: number][]): Point[] =>
  all.map(([day, finished, scope]) => ({ day, done: finished, scope }));
const first = '2026-12-01';
const burnUp = (more: Partial<BurnUp>, project: Partial<Project> = {}, picture?: string) =>
  burnUpCard(
    { ...pastOf([was(1)]), project: projectOf('launch', project) },
    {
      measure: 'pieces',
      points: points([first, 0, 8], [today, 5, 12]),
      done: 5,
      scope: 12,
      readyOn: null,
      ...more,
    },
    { today },
    picture,
  );

const shown: Shown[] = [
  ['timeline', timeline(launch)],
  ['timeline with a picture', timeline(launch, {}, url)],
  ['timeline without dates', timeline([step(1, 'Case study')], {}, url)],
  ['timeline of much', timeline(long)],
  ['timeline of nothing', timeline([], { target: null }, url)],
  ['timeline after the launch', timeline(launch.slice(0, 2), { target: '2026-12-03' })],
  ['burn-up that is late', burnUp({ readyOn: '2026-12-22' }, {}, url)],
  ['burn-up that is in time', burnUp({ readyOn: '2026-12-15' })],
  ['burn-up without a go-live', burnUp({ readyOn: '2026-12-15' }, { target: null })],
  ['burn-up by shares', burnUp({ measure: 'shares', done: 30, scope: 100, readyOn: '2026-12-18' })],
  ['burn-up where nothing is done', burnUp({ done: 0 })],
  ['burn-up on its second day', burnUp({ points: points(['2026-12-06', 0, 8], [today, 5, 12]) })],
  ['burn-up where all is done', burnUp({ done: 12 })],
  ['burn-up of nothing', burnUpCard(pastOf([]), burnUpOf(pastOf([]), today), { today }, undefined)],
];

it('the timeline and the burn-up read alike and well on both platforms', async () => {
  await expect(sideBySide('Timeline and burn-up', shown)).toMatchFileSnapshot('timeline.golden.md');
});
