import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCriterionDay } from '../../../src/dates/dates.ts';
import { type Criterion, judge, type PlanState, type Scope } from '../../../src/domain/launch/criteria.ts';
import { criterionText, readCriteria, readCriterion } from '../../../src/domain/launch/criteria-text.ts';
import type { Comparator } from '../../../src/domain/launch/target.ts';
import { priorities, statuses } from '../../../src/domain/plan/milestone.ts';

const today = '2026-02-10';
const readDay = (text: string) => readCriterionDay(text, today);
type Step = PlanState['milestones'][number];
const step = (number: number, more: Partial<Step> = {}): Step => ({
  outcome: null,
  id: `m${number}`,
  parentId: null,
  number,
  name: `Step ${number}`,
  status: 'upcoming',
  priority: 'p2',
  dueDate: null,
  items: [],
  ...more,
});
const plan = (milestones: Step[], more: Partial<PlanState> = {}): PlanState => ({
  milestones,
  blockers: [],
  metrics: [],
  ...more,
});
const said = (text: string, at: PlanState, told: boolean | null = null) =>
  judge(readCriterion(text, readDay), at, told);

describe('a criterion', () => {
  it.each([
    ['80% of p0 done', 'at least 80% of p0 items done'],
    ['≥ 80 % of P0 items done', 'at least 80% of p0 items done'],
    ['>= 80% of p0 items are done.', 'at least 80% of p0 items done'],
    ['at least 80% of all milestones done', 'at least 80% of all milestones done'],
    ['80% of everything completed', 'at least 80% of all items done'],
    ['> 50% of P0/P1 items done', 'more than 50% of p0 and p1 items done'],
    ['30% of p0 incomplete', 'at least 30% of p0 items incomplete'],
    ['> 30% of P0 items incomplete', 'more than 30% of p0 items incomplete'],
    ['less than 10% of p1 not done', 'less than 10% of p1 items incomplete'],
    ['0 open p0 blockers', 'no open p0 blockers'],
    ['no open blockers', 'no open blockers'],
    ['There are no blockers', 'no open blockers'],
    ['less than 3 open p1 items', 'less than 3 open p1 items'],
    ['1 open p1 milestone', 'exactly 1 open p1 milestone'],
    ['no p0 items left', 'no open p0 items'],
    ['metric "page load" met', 'metric "page load" met'],
    ['metric page load is met', 'metric "page load" met'],
    ['all milestones before 12 Feb done', 'all milestones before 2026-02-12 done'],
    ['All P0 milestones due by Feb 12, 2026 are done', 'all p0 milestones by 2026-02-12 done'],
    ['milestone 3 done', 'milestone 3 done'],
    ['milestone “Beta launch” is done', 'milestone "Beta launch" done'],
  ])('%s is read as “%s”', (text, understood) => {
    expect(criterionText(readCriterion(text, readDay))).toBe(understood);
    expect(readCriterion(understood)).toEqual(readCriterion(text, readDay));
  });

  it.each([
    'stable for 4h',
    'the team feels ready',
    '80% of users are happy',
    '120% of p0 done',
    'all milestones before 31 Feb done',
    'no complaints',
    '3 customers',
    'at least milestone 3 done',
    '',
    'a'.repeat(5_000),
  ])('%s is for a person to judge', (text) => {
    expect(readCriterion(text, readDay)).toEqual({ is: 'manual', text });
    expect(said(text, plan([])).met).toBeNull();
    expect(said(text, plan([]), true).met).toBe(true);
  });

  it('counts milestones of a priority with everything below them, each once', () => {
    const at = plan([
      step(1, { priority: 'p0', items: [{ done: true }, { done: false }] }),
      step(2, { parentId: 'm1', items: [{ done: true }] }),
      step(3, { parentId: 'm2', priority: 'p0', status: 'done', items: [{ done: false }] }),
      step(4, { items: [{ done: false }] }),
    ]);
    expect(said('50% of p0 done', at)).toEqual({ met: true, figure: '4 of 7, 57 %' });
    expect(said('58% of p0 done', at).met).toBe(false);
    expect(said('50% of p0 milestones done', at)).toEqual({
      met: true,
      figure: '1 of 2, 50 %',
    });
    expect(said('30% of p0 incomplete', at)).toEqual({
      met: true,
      figure: '3 of 7, 42 %',
    });
    expect(said('less than 3 open p0 items', at)).toEqual({ met: false, figure: '3 open' });
  });

  it('is not rounded into being met', () => {
    const third = plan([step(1, { items: [{ done: true }] }), step(2)]);
    expect(said('34% of all done', third).met).toBe(false);
    expect(said('33% of all done', third).met).toBe(true);
  });

  it('counts blockers of the priority, and those of the project in any case', () => {
    const at = plan([step(1, { priority: 'p0' }), step(2, { parentId: 'm1' }), step(3)], {
      blockers: [{ milestoneId: 'm2' }, { milestoneId: 'm3' }, { milestoneId: null }],
    });
    expect(said('no open p0 blockers', at)).toEqual({ met: false, figure: '2 open' });
    expect(said('at most 3 open blockers', at)).toEqual({ met: true, figure: '3 open' });
    expect(said('0 open p1 blockers', at)).toEqual({ met: false, figure: '1 open' });
  });

  it('counts what is due before a day, or by it', () => {
    const at = plan([
      step(1, { dueDate: '2026-02-11', status: 'done' }),
      step(2, { dueDate: '2026-02-12' }),
      step(3),
    ]);
    expect(said('all milestones before 12 Feb done', at).met).toBe(true);
    expect(said('all milestones by 12 Feb done', at).met).toBe(false);
  });

  it('names one milestone or metric, and cannot say of what is not there', () => {
    const metric = { name: 'Page load', value: '1.4 s', target: '< 2 s', standing: { is: 'met' } as const };
    const at = plan([step(3, { status: 'done' }), step(4, { name: 'Beta' }), step(5, { name: 'Beta' })], {
      metrics: [
        metric,
        { ...metric, name: 'Sign-ups', value: null, standing: { is: 'unknown', why: 'it has no value yet' } },
      ],
    });
    expect(said('milestone 3 done', at)).toEqual({ met: true, figure: 'done' });
    expect(said('milestone "step 3" done', at).met).toBe(true);
    expect(said('milestone 9 done', at)).toEqual({ met: null, figure: 'there is no such milestone' });
    expect(said('milestone "Beta" done', at)).toEqual({
      met: null,
      figure: '2 milestones have that name',
    });
    expect(said('metric "page load" met', at)).toEqual({ met: true, figure: '1.4 s, target < 2 s' });
    expect(said('metric "sign-ups" met', at)).toEqual({ met: null, figure: 'it has no value yet' });
    expect(said('metric "churn" met', at).met).toBeNull();
    expect(said('80% of p0 done', at)).toEqual({ met: null, figure: 'the plan has no such items' });
  });

  it('comes in a list, parted by semicolons or lines', () => {
    expect(readCriteria('80% of p0 done; 0 open p0 blockers;\n- stable for 4h\n2. 3 customers')).toEqual([
      '80% of p0 done',
      '0 open p0 blockers',
      'stable for 4h',
      '3 customers',
    ]);
  });
});

const compare = fc.constantFrom<Comparator>('>=', '>', '<=', '<', '=');
const scope: fc.Arbitrary<Scope> = fc.record({
  priorities: fc.subarray([...priorities]),
  day: fc.option(
    fc.record({
      is: fc.constantFrom('before' as const, 'by' as const),
      date: fc
        .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    }),
  ),
});
const counted = fc.constantFrom('items' as const, 'milestones' as const);
const share = fc.record({
  is: fc.constant('share' as const),
  compare,
  percent: fc.integer({ min: 0, max: 100 }),
  of: counted,
  scope,
  state: fc.constantFrom('done' as const, 'incomplete' as const),
});
const name = fc
  .string({ minLength: 1, maxLength: 40 })
  .map((text) => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim())
  .filter((text) => /^[\p{L}\d][\p{L}\d -]*$/u.test(text));
const criterion: fc.Arbitrary<Criterion> = fc.oneof(
  share,
  fc.record({
    is: fc.constant('count' as const),
    compare,
    count: fc.integer({ min: 0, max: 999_999 }),
    of: fc.oneof(counted, fc.constant('blockers' as const)),
    scope,
  }),
  fc.record({
    is: fc.constant('milestone' as const),
    milestone: fc.oneof(fc.integer({ min: 1, max: 999_999_999 }), name),
  }),
  fc.record({ is: fc.constant('metric' as const), name }),
);
const plans: fc.Arbitrary<PlanState> = fc
  .array(
    fc.record({
      parent: fc.nat(9),
      status: fc.constantFrom(...statuses),
      priority: fc.constantFrom(...priorities),
      due: fc.option(fc.constantFrom('2026-02-09', '2026-02-12', '2026-03-01')),
      items: fc.array(fc.record({ done: fc.boolean() }), { maxLength: 4 }),
    }),
    { maxLength: 8 },
  )
  .map((rows) => ({
    milestones: rows.map(({ parent, due, ...row }, n) =>
      step(n + 1, { ...row, dueDate: due, parentId: parent < n ? `m${parent + 1}` : null }),
    ),
    blockers: rows.slice(0, 2).map((_, n) => ({ milestoneId: n === 0 ? null : 'm1' })),
    metrics: [],
  }));

describe('any criterion', () => {
  it('is read again as what it is printed as', () => {
    fc.assert(
      fc.property(criterion, (one) => {
        expect(readCriterion(criterionText(one))).toEqual(one);
      }),
    );
  });

  it('can be judged, and any text can be read', () => {
    const words = fc.constantFrom(
      '80%',
      'of',
      'p0',
      'all',
      'open',
      'no',
      'done',
      'before',
      '12 Feb',
      'blockers',
      '3',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.array(words, { maxLength: 9 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(texts, plans, (text, at) => {
        const one = readCriterion(text, readDay);
        expect([true, false, null]).toContain(judge(one, at).met);
        expect(readCriterion(criterionText(one))).toEqual(one);
      }),
    );
  });

  it('is never less met by finishing something, where it wants much done', () => {
    fc.assert(
      fc.property(share, plans, fc.nat(), fc.nat(), (of, at, which, nth) => {
        const compared = of.compare === '>' ? ('>' as const) : ('>=' as const);
        const wants: Criterion = { ...of, compare: compared, state: 'done' };
        const fears: Criterion = { ...of, compare: compared, state: 'incomplete' };
        const then = {
          ...at,
          milestones: at.milestones.map((one, n) => finished(one, n === which % 8, nth)),
        };
        if (judge(wants, at).met === true) expect(judge(wants, then).met).toBe(true);
        if (judge(fears, at).met === false) expect(judge(fears, then).met).toBe(false);
      }),
    );
  });
});

/** One item more is done, or the milestone itself. */
function finished(one: Step, isIt: boolean, nth: number): Step {
  if (!isIt) return one;
  const at = nth % (one.items.length + 1);
  if (at === one.items.length) return { ...one, status: 'done' };
  return { ...one, items: one.items.map((item, n) => (n === at ? { done: true } : item)) };
}

describe('the day of a criterion', () => {
  it.each([
    ['2026-02-12', '2026-02-12'],
    ['12 Feb', '2026-02-12'],
    ['Thu, Feb 12th, 2026', '2026-02-12'],
    ['31 December', '2025-12-31'],
    ['5th of July', '2026-07-05'],
  ])('%s', (text, date) => {
    expect(readDay(text)).toBe(date);
  });

  it.each(['', 'soon', '31 Feb', '29 Feb', '2026-02-30', '12', 'Feb'])('is not %s', (text) => {
    expect(readDay(text)).toBeUndefined();
  });
});
