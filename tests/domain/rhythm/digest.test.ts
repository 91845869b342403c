import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DigestType, isForDigest, readRecord } from '../../../src/domain/events.ts';
import type { PlanLine } from '../../../src/domain/facts.ts';
import type { Blocker } from '../../../src/domain/health/blocker.ts';
import { changeKinds } from '../../../src/domain/rhythm/change-kinds.ts';
import { digestOf, type Happened, saysSomething } from '../../../src/domain/rhythm/digest.ts';
import { stepOf } from '../../support/cards/facts.ts';

/** Monday. */
const today = '2026-12-07';
const beta = { id: 'm3', number: 3, name: 'Beta launch', outcome: null };

const happened = (type: DigestType, { before, ...more }: More = {}): Happened => {
  const record = readRecord(type, before, null);
  if (!isForDigest(record)) throw new Error(`a digest tells nothing of ${type}`);
  return { ...record, milestone: beta, by: 'Mo', note: null, ...more };
};
type More = Partial<Pick<Happened, 'milestone' | 'note'>> & { before?: object };
const milestone = (more: Partial<PlanLine> = {}) =>
  stepOf(3, 'Beta launch', { status: 'in_progress', ...more });
const blockerOf = (milestoneId: string | null): Blocker => ({
  id: 'b1',
  projectId: 'p1',
  milestoneId,
  number: 1,
  text: 'waiting for the API key',
  by: 'customer',
  openedById: 'mo',
  openedAt: '2026-12-04T09:00:00.000Z',
  clearedById: null,
  clearedAt: null,
});
const digest = (milestones: PlanLine[], events: Happened[] = [], blockers: Blocker[] = []) =>
  digestOf({ milestones, blockers, risks: [], decisions: [], invoices: [] }, events, today);
const names = (lines: PlanLine[]) => lines.map(({ name }) => name);

describe('a digest', () => {
  it('says what is due within a week, what is overdue and what waits, each milestone once', () => {
    const said = digest([
      stepOf(1, 'today', { dueDate: today }),
      stepOf(2, 'in a week', { dueDate: '2026-12-14' }),
      stepOf(3, 'in eight days', { dueDate: '2026-12-15' }),
      stepOf(4, 'late', { dueDate: '2026-12-04' }),
      stepOf(5, 'later still', { dueDate: '2026-12-02' }),
      stepOf(6, 'submitted and late', { dueDate: '2026-12-04', submittedAt: '2026-12-04T09:00:00.000Z' }),
      stepOf(7, 'done', { dueDate: '2026-12-04', status: 'done' }),
      stepOf(8, 'without a date'),
      stepOf(9, 'tomorrow', { dueDate: '2026-12-08' }),
    ]);
    expect(names(said.soon)).toEqual(['today', 'tomorrow', 'in a week']);
    expect(names(said.overdue)).toEqual(['later still', 'late']);
    expect(names(said.waiting)).toEqual(['submitted and late']);
  });

  it('is not sent when nothing is due and nothing has changed, whatever is in the way', () => {
    expect(saysSomething(digest([milestone()], [], [blockerOf('m3')]))).toBe(false);
    expect(saysSomething(digest([milestone()], [happened('progressed', { before: { percent: 20 } })]))).toBe(
      true,
    );
    expect(saysSomething(digest([milestone({ dueDate: '2026-12-14' })]))).toBe(true);
    expect(saysSomething(digest([milestone({ submittedAt: '2026-12-04T09:00:00.000Z' })]))).toBe(true);
  });
});

describe('what has changed', () => {
  const changed = (events: Happened[], now: Partial<PlanLine> | null, blockers: Blocker[] = []) =>
    digest(now ? [milestone(now)] : [], events, blockers).changed.map(({ kind }) => kind);

  it('is the strongest change of each milestone that still holds', () => {
    const events = [
      happened('created'),
      happened('started'),
      happened('progressed', { before: { percent: null } }),
    ];
    expect(changed(events, { percent: 20 })).toEqual(['started']);
    expect(changed([...events, happened('done')], { status: 'done' })).toEqual(['done']);
    expect(changed([...events, happened('done'), happened('reopened')], {})).toEqual(['reopened']);
    expect(changed([...events, happened('dropped')], null)).toEqual(['dropped']);
    expect(changed([happened('blocked')], { status: 'blocked' }, [blockerOf('m3')])).toEqual(['blocked']);
    expect(changed([happened('blocked'), happened('unblocked')], {})).toEqual(['unblocked']);
    expect(changed([happened('returned')], {})).toEqual(['returned']);
  });

  it('is not what was undone again, nor what is told elsewhere', () => {
    expect(
      changed([happened('edited', { before: { dueDate: '2026-12-10' } })], { dueDate: '2026-12-10' }),
    ).toEqual([]);
    expect(changed([happened('progressed', { before: { percent: 20 } })], { percent: 20 })).toEqual([]);
    expect(changed([happened('returned')], { submittedAt: '2026-12-07T08:00:00.000Z' })).toEqual([]);
    expect(changed([happened('blocked')], {})).toEqual([]);
  });

  it('says what a date and a per cent were before all of it', () => {
    const said = digest(
      [milestone({ dueDate: '2026-12-14' }), stepOf(4, 'Docs', { percent: 60, status: 'in_progress' })],
      [
        happened('edited', { before: { dueDate: '2026-12-10' } }),
        happened('progressed', {
          milestone: { id: 'm4', number: 4, name: 'Docs', outcome: null },
          before: { percent: 20 },
        }),
      ],
    ).changed;
    expect(said).toMatchObject([
      { kind: 'moved', was: '2026-12-10', is: '2026-12-14' },
      { kind: 'progressed', was: 20, is: 60 },
    ]);
  });

  it('is also what is in the way of the project as a whole', () => {
    const event = happened('blocker_opened', { milestone: null, note: 'the venue is closed' });
    expect(changed([event], null, [blockerOf(null)])).toEqual(['blocked']);
    expect(changed([event, happened('blocker_cleared', { milestone: null })], null)).toEqual(['unblocked']);
  });

  it('is at most one line a milestone, strongest first, and never of one that is not there but dropped', () => {
    const types = fc.constantFrom<DigestType>(
      'created',
      'started',
      'blocked',
      'unblocked',
      'edited',
      'progressed',
      'returned',
      'approved',
      'done',
      'reopened',
      'dropped',
    );
    const lines = fc.uniqueArray(
      fc.record({
        number: fc.integer({ min: 1, max: 6 }),
        status: fc.constantFrom<PlanLine['status']>('upcoming', 'in_progress', 'blocked', 'done'),
        percent: fc.option(fc.integer({ min: 0, max: 100 })),
      }),
      { selector: ({ number }) => number },
    );
    const events = fc.array(fc.record({ type: types, number: fc.integer({ min: 1, max: 8 }) }));
    fc.assert(
      fc.property(lines, events, (plan, said) => {
        const milestones = plan.map(({ number, ...more }) => stepOf(number, `Step ${number}`, more));
        const { changed: all } = digest(
          milestones,
          said.map(({ type, number }) =>
            happened(type, { milestone: { id: `m${number}`, number, name: 'x', outcome: null } }),
          ),
        );
        const numbers = all.map((one) => one.milestone?.number);
        expect(new Set(numbers).size).toBe(numbers.length);
        const ranks = all.map(({ kind }) => changeKinds.indexOf(kind));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        const there = new Set(milestones.map(({ number }) => number));
        for (const one of all) expect(one.kind === 'dropped').toBe(!there.has(one.milestone?.number ?? 0));
      }),
    );
  });
});
