import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthFacts } from '../../../src/domain/facts.ts';
import { healthOf, type Severity, severityOf, signalsOf } from '../../../src/domain/health/health.ts';
import { burnUpOf } from '../../../src/domain/plan/burn-up.ts';
import { type Kind, kinds } from '../../../src/domain/project/policies.ts';
import { passed, pastOf, was } from '../plan/past.ts';
import { blockerOf, factsOf, noGoOf, planned, today } from '../plan/plans.ts';
import { anyFacts } from './signals.ts';

const health = (...facts: Parameters<typeof factsOf>) => healthOf(signalsOf(factsOf(...facts), today));
const p0 = planned(6, { name: 'Landing page', priority: 'p0', dueDate: '2026-11-30' });
const late = planned(1, { dueDate: '2026-12-06' });
/** One of four is done after six days: the rest takes eighteen, until 25 December. */
const slow = [planned(1, { status: 'done' }), ...[2, 3, 4].map((number) => planned(number))];

describe('an overdue p0 milestone', () => {
  it('puts the project at risk', () => {
    const reason = 'Milestone 6 · Landing page (p0) is 7 days overdue';
    expect(health([p0])).toMatchObject({ severity: 2, headline: reason, reasons: [reason] });
  });

  it('is one reason when it also blocks the go-live', () => {
    expect(health([{ ...p0, blocksGoLive: true }]).reasons).toEqual([
      'Milestone 6 · Landing page (p0) is 7 days overdue and blocks go-live',
    ]);
  });

  it.each([
    ['done', { status: 'done' }],
    ['due today', { dueDate: today }],
    ['without a date', { dueDate: null }],
  ] as const)('is no signal when %s', (_, more) => {
    expect(health([planned(1), { ...p0, ...more }]).severity).toBe(0);
  });

  it.each(['p1', 'p2', 'p3'] as const)('is worse than an overdue %s', (priority) => {
    expect(health([{ ...p0, priority }])).toMatchObject({
      severity: 1,
      reasons: ['Milestone 6 · Landing page is 7 days overdue'],
    });
  });
});

describe('a no-go', () => {
  const decided = (target: string | null, ...noGos: HealthFacts['noGos']) =>
    health([planned(1)], [], { target }, [], { noGos });

  it('puts the project at risk until the go-live moves', () => {
    const reason = 'D1 was a no-go on Fri 4 Dec and the go-live has not moved';
    expect(decided('2026-12-18', noGoOf(1))).toMatchObject({ severity: 2, reasons: [reason] });
    expect(decided('2026-12-19', noGoOf(1)).severity).toBe(0);
    expect(decided('2026-12-11', noGoOf(1)).severity).toBe(0);
    expect(decided(null, noGoOf(1)).severity).toBe(0);
  });

  it('is no signal when there was no go-live to move', () => {
    expect(decided('2026-12-18', noGoOf(1, { targetThen: null })).severity).toBe(0);
    expect(decided(null, noGoOf(1, { targetThen: null })).severity).toBe(0);
  });

  it('is one reason each, by number', () => {
    const reasons = decided('2026-12-18', noGoOf(3), noGoOf(1)).reasons;
    expect(reasons.map((reason) => reason.slice(0, 2))).toEqual(['D1', 'D3']);
  });

  it('names its day in the project’s zone', () => {
    const noGo = noGoOf(1, { decidedAt: '2026-12-04T23:30:00.000Z' });
    const { reasons } = health([planned(1)], [], { zone: 'Asia/Tokyo' }, [], { noGos: [noGo] });
    expect(reasons[0]).toContain('on Sat 5 Dec');
  });
});

describe('a forecast after the go-live', () => {
  it('is a minor issue with both dates', () => {
    expect(health(slow)).toMatchObject({
      severity: 1,
      headline: 'Minor issues, being monitored',
      reasons: ['At this pace the work is done on Fri 25 Dec, after the go-live on Fri 18 Dec'],
    });
  });

  it('is no signal on the day of the go-live or before, nor without a pace', () => {
    expect(health(slow, [], { target: '2026-12-25' }).severity).toBe(0);
    expect(health(slow, [], { target: '2026-12-24' }).severity).toBe(1);
    expect(health(slow, [], { target: null }).severity).toBe(0);
    expect(health(slow.slice(1)).severity).toBe(0);
    const yesterday = { began: '2026-12-06T09:00:00.000Z' };
    expect(health(slow, [], { target: '2026-12-08' }, [], yesterday).severity).toBe(0);
    expect(health(slow.slice(0, 1)).severity).toBe(0);
  });

  it('names the year where it is another one', () => {
    const far = [...slow, planned(5), planned(6)];
    expect(health(far).reasons).toEqual([
      'At this pace the work is done on Wed 6 Jan 2027, after the go-live on Fri 18 Dec',
    ]);
  });

  it('is that of the burn-up, whatever the plan', () => {
    let late = 0;
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const past = pastOf(
          facts.milestones.map(({ number, status, share, items }) => ({
            ...was(number, { status, share, doneAt: status === 'done' ? '2026-12-04T12:00:00.000Z' : null }),
            items: items.map((item, n) => ({ ...item, number: n + 1 })),
          })),
          facts.milestones.map(({ number }) => passed(number, 'created', 1)),
          { project: facts.project, began: facts.began },
        );
        const { readyOn } = burnUpOf(past, today);
        const { target } = facts.project;
        const isLate = readyOn !== null && target !== null && readyOn > target;
        late += isLate && facts.project.kind !== 'delivery' ? 1 : 0;
        const said = healthOf(signalsOf(facts, today)).reasons.some((one) => one.startsWith('At this pace'));
        expect(said).toBe(isLate && facts.project.kind !== 'delivery');
      }),
    );
    expect(late).toBeGreaterThan(5);
  });
});

describe('the worst comes first', () => {
  it('among all signals', () => {
    const facts = factsOf([...slow, { ...p0, share: null }, late].slice(1), [blockerOf(1)], {}, [], {
      noGos: [noGoOf(1)],
    });
    const done = { ...facts, milestones: [planned(9, { status: 'done' }), ...facts.milestones] };
    expect(healthOf(signalsOf(done, today)).reasons.map((reason) => reason.split(' ')[0])).toEqual([
      'Milestone',
      'D1',
      'Milestone',
      'Open',
      'At',
    ]);
  });
});

/** Severity and status as the table of HLT-1 has them. */
function table({ milestones, blockers, risks }: HealthFacts): Severity {
  const overdue = milestones.filter(
    ({ status, dueDate }) => status !== 'done' && dueDate !== null && dueDate < today,
  );
  if (overdue.some(({ blocksGoLive }) => blocksGoLive)) return 2;
  const due = risks.some(({ resolveBy }) => resolveBy !== null && resolveBy <= today);
  return overdue.length > 0 || blockers.length > 0 || due ? 1 : 0;
}

describe('the kinds of project', () => {
  const of = (facts: HealthFacts, kind: Kind) =>
    severityOf(signalsOf({ ...facts, project: { ...facts.project, kind } }, today));

  it('delivery has exactly the table', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(of(facts, 'delivery')).toBe(table(facts));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(kinds.filter((kind) => kind !== 'delivery'))('%s is never better than the table', (kind) => {
    const worse = new Set<number>();
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(of(facts, kind)).toBeGreaterThanOrEqual(table(facts));
        worse.add(of(facts, kind) - table(facts));
      }),
      { numRuns: 1000, seed: 7 },
    );
    expect([...worse].sort()).toEqual([0, 1, 2]);
  });
});
