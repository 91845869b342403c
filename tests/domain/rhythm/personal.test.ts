import { describe, expect, it } from 'vitest';
import { isNothing, type Own, personalOf, type Times } from '../../../src/domain/rhythm/personal.ts';
import { projectOf } from '../../support/cards/facts.ts';

/** Monday, nine o'clock; the message before was on Friday. */
const at: Times = {
  day: '2026-12-07',
  today: '2026-12-07',
  now: '2026-12-07T09:00:02.000Z',
  previous: '2026-12-04T09:00:00.000Z',
};
const reader = { digest: { days: 'working', at: '09:00' } } as const;

/** A milestone that the reader works on, due today. */
const own = (more: Partial<Own['milestone']> = {}, rest: Partial<Own> = {}): Own => ({
  milestone: {
    outcome: null,
    id: 'm3',
    number: 3,
    name: 'Beta launch',
    type: 'event',
    status: 'in_progress',
    dueDate: at.today,
    submittedAt: null,
    percent: 60,
    version: 7,
    droppedAt: null,
    ...more,
  },
  project: projectOf('launch'),
  role: 'contributor',
  mine: true,
  snooze: null,
  saidAt: null,
  ...rest,
});
const told = (one: Own, more: Partial<Times> = {}) =>
  !isNothing(personalOf([one], reader, { ...at, ...more }));

describe('what somebody is told', () => {
  it('is sorted by when it is due', () => {
    const personal = personalOf(
      [own(), own({ dueDate: '2026-12-08' }), own({ dueDate: '2026-12-04' }), own({ dueDate: '2026-12-03' })],
      reader,
      at,
    );
    expect(personal.today).toHaveLength(1);
    expect(personal.soon.map(({ milestone }) => milestone.dueDate)).toEqual(['2026-12-08']);
    expect(personal.overdue.map(({ milestone }) => milestone.dueDate)).toEqual(['2026-12-03', '2026-12-04']);
  });

  it('is nothing of what is not yet time for', () => {
    expect(told(own({ dueDate: '2026-12-09' }))).toBe(false);
    expect(told(own({ dueDate: null }))).toBe(false);
  });

  it('leaves out what they said something of since the last time, until it is due', () => {
    const saidAt = '2026-12-06T12:00:00.000Z';
    expect(told(own({ dueDate: '2026-12-08' }, { saidAt }))).toBe(false);
    expect(told(own({ dueDate: '2026-12-08' }, { saidAt: '2026-12-03T12:00:00.000Z' }))).toBe(true);
    expect(told(own({}, { saidAt }))).toBe(true);
    expect(told(own({ dueDate: '2026-12-04' }, { saidAt }))).toBe(true);
  });

  it('leaves out what they put off, and comes back to it once', () => {
    expect(told(own({}, { snooze: { until: null } }))).toBe(false);
    expect(told(own({}, { snooze: { until: '2026-12-08T09:00:00.000Z' } }))).toBe(false);
    const far = { dueDate: '2026-12-30' };
    expect(told(own(far, { snooze: { until: '2026-12-07T09:00:00.000Z' } }))).toBe(true);
    expect(told(own(far, { snooze: { until: '2026-12-04T09:00:00.000Z' } }))).toBe(false);
  });

  it('leaves out a project that has a holiday', () => {
    const project = projectOf('launch', { holidays: [at.day] });
    expect(told(own({}, { project }))).toBe(false);
    expect(told(own({ submittedAt: at.previous }, { project, role: 'owner' }))).toBe(false);
  });

  it('has what waits for their decision, if their role decides, and nothing else of it', () => {
    const submitted = { submittedAt: at.previous, dueDate: '2026-12-04' };
    expect(personalOf([own(submitted, { role: 'owner', mine: false })], reader, at).waiting).toHaveLength(1);
    expect(told(own(submitted, { role: 'client', mine: false }))).toBe(false);
    expect(told(own(submitted))).toBe(false);
    expect(told(own({}, { role: 'owner', mine: false }))).toBe(false);
  });

  it('is what the day of its slot asked for, sorted by today, when it comes late', () => {
    const late = { day: '2026-12-07', today: '2026-12-08', now: '2026-12-08T12:00:00.000Z' };
    const personal = personalOf([own()], reader, { ...at, ...late });
    expect(personal.overdue).toHaveLength(1);
  });
});
