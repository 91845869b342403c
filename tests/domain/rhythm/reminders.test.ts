import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultReminders } from '../../../src/domain/project/project.ts';
import { reminderFor } from '../../../src/domain/rhythm/reminders.ts';
import { isWorkingDay, nextWorkingDay } from '../../../src/domain/time/calendar.ts';
import { dateOf, dayNumber } from '../../../src/domain/time/dates.ts';
import type { Reminders, Weekday } from '../../../src/domain/time/schedule.ts';

/** Something that nobody has finished yet. */
const due = (dueDate: string | null) => ({ dueDate, status: 'in_progress', submittedAt: null }) as const;
const christmas = ['2026-12-25', '2026-12-28'];
const told = (dueDate: string, today: string, holidays: string[] = [], reminders = defaultReminders) =>
  reminderFor(due(dueDate), { today, calendar: { holidays }, reminders });

describe('a reminder', () => {
  // 7 December 2026 is a Monday
  it.each([
    ['eight days before', '2026-12-16', '2026-12-08', undefined],
    ['seven days before', '2026-12-16', '2026-12-09', 'before'],
    ['six days before', '2026-12-16', '2026-12-10', undefined],
    ['three days before', '2026-12-16', '2026-12-13', 'before'],
    ['one day before', '2026-12-16', '2026-12-15', 'before'],
    ['on the day', '2026-12-16', '2026-12-16', 'today'],
    ['on the first day after', '2026-12-16', '2026-12-17', 'overdue'],
    ['on Friday of what is due on Saturday', '2026-12-12', '2026-12-11', 'today'],
    [
      'on Friday of what is due on Monday: the Sunday before is no working day',
      '2026-12-14',
      '2026-12-11',
      'before',
    ],
    ['on Friday of what is due in a week from Sunday', '2026-12-20', '2026-12-11', 'before'],
    ['on Friday of what is due on Tuesday: the Saturday before counts', '2026-12-15', '2026-12-11', 'before'],
    [
      'on Friday of what is due on Wednesday: no day before it falls on the weekend',
      '2026-12-16',
      '2026-12-11',
      'before',
    ],
    ['on Friday of what is due on Thursday', '2026-12-17', '2026-12-11', undefined],
  ] as const)('%s', (_when, dueDate, today, expected) => {
    expect(told(dueDate, today)).toBe(expected);
  });

  it('comes before a holiday for what falls on it, and not on the holiday itself', () => {
    expect(told('2026-12-25', '2026-12-24', christmas)).toBe('today');
    expect(told('2026-12-28', '2026-12-24', christmas)).toBe('today');
    expect(told('2026-12-29', '2026-12-24', christmas)).toBe('before');
    expect(told('2026-12-25', '2026-12-25', christmas)).toBeUndefined();
    expect(told('2026-12-20', '2026-12-28', christmas)).toBeUndefined();
  });

  it('is for what somebody still has to do, and has a date', () => {
    const at = { today: '2026-12-16', calendar: { holidays: [] }, reminders: defaultReminders };
    expect(reminderFor(due(null), at)).toBeUndefined();
    expect(reminderFor({ ...due('2026-12-16'), status: 'done' }, at)).toBeUndefined();
    expect(reminderFor({ ...due('2026-12-16'), submittedAt: '2026-12-15T09:00:00Z' }, at)).toBeUndefined();
    expect(reminderFor({ ...due('2026-12-16'), status: 'blocked' }, at)).toBe('today');
    expect(reminderFor({ ...due('2026-12-16'), status: 'upcoming' }, at)).toBe('today');
  });

  it('is as the project wants it', () => {
    const reminders = { before: [2], overdue: false };
    expect(told('2026-12-16', '2026-12-14', [], reminders)).toBe('before');
    expect(told('2026-12-16', '2026-12-15', [], reminders)).toBeUndefined();
    expect(told('2026-12-16', '2026-12-16', [], reminders)).toBe('today');
    expect(told('2026-12-16', '2026-12-17', [], reminders)).toBeUndefined();
  });

  it('of what is overdue comes on seven working days, and then once a week', () => {
    const days = Array.from({ length: 35 }, (_, n) => dateOf(dayNumber('2026-12-03') + n));
    const heard = days.filter(
      (day) => isWorkingDay(day, { holidays: [] }) && told('2026-12-02', day) === 'overdue',
    );
    expect(heard.slice(0, 7).at(-1)).toBe('2026-12-11');
    expect(heard.slice(7)).toEqual(['2026-12-16', '2026-12-23', '2026-12-30', '2027-01-06']);
  });

  it('covers the whole week for somebody who is told once a week', () => {
    const monday = (dueDate: string) =>
      reminderFor(due(dueDate), {
        today: '2026-12-07',
        calendar: { holidays: [] },
        reminders: defaultReminders,
        days: [1],
      });
    expect(monday('2026-12-13')).toBe('today');
    expect(monday('2026-12-14')).toBe('before');
    expect(monday('2026-11-01')).toBe('overdue');
  });
});

const dates = fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2027-12-31') }).map(dateOf);
const holidaySets = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 });
const reminderSets: fc.Arbitrary<Reminders> = fc.record({
  before: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 4 }),
  overdue: fc.boolean(),
});

/** What is told on each day around a due date, on the days on which people are told anything. */
function year(
  dueDate: string,
  holidays: string[],
  reminders: Reminders,
  days: 'working' | Weekday[] = 'working',
) {
  const first = dayNumber(dueDate) - 60;
  const calendar = { holidays };
  return Array.from({ length: 160 }, (_, n) => dateOf(first + n))
    .filter((day) => isWorkingDay(day, calendar) && (days === 'working' || days.includes(weekday(day))))
    .map((today) => ({ today, told: reminderFor(due(dueDate), { today, calendar, reminders, days }) }));
}
const weekday = (date: string) => (((dayNumber(date) + 3) % 7) + 1) as Weekday;

describe('over many days', () => {
  const around = fc.record({ dueDate: dates, offsets: holidaySets, reminders: reminderSets }).map((one) => ({
    ...one,
    holidays: one.offsets.map((offset) => dateOf(dayNumber(one.dueDate) - 30 + offset)),
  }));

  it('somebody hears exactly once that something is due, on the day or the last one before on which people work', () => {
    fc.assert(
      fc.property(around, ({ dueDate, holidays, reminders }) => {
        const heard = year(dueDate, holidays, reminders).filter(({ told }) => told === 'today');
        expect(heard).toHaveLength(1);
        const today = heard[0]?.today ?? '';
        expect(today <= dueDate && dueDate < nextWorkingDay(today, { holidays })).toBe(true);
      }),
    );
  });

  it('is reminded before it, at most once for each day that was asked for, and never for another', () => {
    fc.assert(
      fc.property(around, ({ dueDate, holidays, reminders }) => {
        const heard = year(dueDate, holidays, reminders).filter(({ told }) => told === 'before');
        expect(heard.length).toBeLessThanOrEqual(reminders.before.length);
        for (const { today } of heard) {
          const until = dayNumber(nextWorkingDay(today, { holidays }));
          const days = reminders.before.map((ahead) => dayNumber(dueDate) - ahead);
          expect(days.some((day) => dayNumber(today) <= day && day < until)).toBe(true);
        }
      }),
    );
  });

  it('and afterwards on each of seven working days, then week by week', () => {
    fc.assert(
      fc.property(around, ({ dueDate, holidays }) => {
        const after = year(dueDate, holidays, { before: [], overdue: true }).filter(
          ({ today }) => today > dueDate,
        );
        expect(after.slice(0, 7).every(({ told }) => told === 'overdue')).toBe(true);
        const weekly = after.slice(7).filter(({ told }) => told === 'overdue');
        const gaps = weekly
          .slice(1)
          .map(({ today }, n) => dayNumber(today) - dayNumber(weekly[n]?.today ?? ''));
        // a week that passes on a free day is told before it
        for (const gap of gaps) expect(gap).toBeLessThanOrEqual(21);
        expect(weekly.length).toBeLessThanOrEqual(Math.ceil(100 / 7));
        expect(weekly.length).toBeGreaterThan(0);
      }),
    );
  });

  it('whoever is told on some days of the week only misses nothing either', () => {
    const chosen = fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5), { minLength: 1 });
    fc.assert(
      fc.property(around, chosen, ({ dueDate, holidays, reminders }, days) => {
        const heard = year(dueDate, holidays, reminders, days).filter(({ told }) => told === 'today');
        expect(heard).toHaveLength(1);
      }),
    );
  });
});
