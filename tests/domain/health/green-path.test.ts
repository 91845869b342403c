import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthFacts } from '../../../src/domain/facts.ts';
import { applySteps, greenPath, type Step, stepsOf } from '../../../src/domain/health/green-path.ts';
import { severityOf, signalsOf } from '../../../src/domain/health/health.ts';
import { blockerOf, factsOf, noGoOf, planned, today } from '../plan/plans.ts';
import { anyFacts, anySignals } from './signals.ts';

const late = { status: 'in_progress', dueDate: '2026-12-04' } as const;
const path = (...facts: Parameters<typeof factsOf>) => {
  const found = greenPath(signalsOf(factsOf(...facts), today));
  return found && { to: found.leadsTo, steps: found.steps.map((choices) => choices.map(words).join(' or ')) };
};
const words = (step: Step) =>
  step.is === 'postpone' ? `postpone to ${step.to ?? 'any day'}` : `${step.is} ${step.of.number}`;

describe('what would turn it green', () => {
  it('is nothing when it is', () => {
    expect(path([planned(1)])).toBeUndefined();
  });

  it('is to finish what is overdue, or to give it another date', () => {
    expect(path([planned(1, late), planned(2)])).toEqual({ to: 0, steps: ['finish 1 or redate 1'] });
  });

  it('is to clear a blocker', () => {
    expect(path([planned(1, { status: 'blocked' })], [blockerOf(4, 1)])).toEqual({
      to: 0,
      steps: ['clear 4'],
    });
  });

  it('is to unblock what several things block, at once', () => {
    const blocked = planned(1, { status: 'blocked' });
    expect(path([blocked], [blockerOf(4, 1), blockerOf(5, 1)])).toEqual({ to: 0, steps: ['unblock 1'] });
  });

  it('is to clear each where the milestone itself is not blocked: there is nothing to unblock', () => {
    const facts = factsOf([planned(1)], [blockerOf(4, 1), blockerOf(5, 1)]);
    expect(path(facts.milestones, facts.blockers)).toEqual({ to: 0, steps: ['clear 4', 'clear 5'] });
  });

  it('is to finish what is overdue and blocked: a new date would leave its blockers', () => {
    const blocked = planned(1, { ...late, status: 'blocked' });
    expect(path([blocked], [blockerOf(4, 1), blockerOf(5, 1)])).toEqual({ to: 0, steps: ['finish 1'] });
  });

  it('leaves the smaller trouble where there is greater', () => {
    const plan = [planned(1, { ...late, blocksGoLive: true }), planned(2, late)];
    expect(path(plan, [blockerOf(4)])).toEqual({ to: 1, steps: ['finish 1 or redate 1'] });
  });

  it('is to pay an overdue invoice', () => {
    const signals = {
      ...signalsOf(factsOf([]), today),
      invoices: [{ number: 7, label: '7', milestone: 1, nth: 1, dueDate: '2026-12-01' }],
    };
    expect(greenPath(signals)).toMatchObject({ leadsTo: 0, steps: [[{ is: 'pay', of: { number: 7 } }]] });
  });

  const urgent = { ...late, priority: 'p0' } as const;

  it('is to finish or move an overdue p0, where the go-live is watched', () => {
    expect(path([planned(1, urgent), planned(2, late)])).toEqual({ to: 1, steps: ['finish 1 or redate 1'] });
    expect(path([planned(1, urgent), planned(2, late)], [], { kind: 'delivery' })?.steps).toHaveLength(2);
  });

  it('is another go-live after a no-go, or its fallback', () => {
    const of = (...noGos: HealthFacts['noGos']) => {
      const found = greenPath(signalsOf(factsOf([planned(1)], [], {}, [], { noGos }), today));
      return found?.steps.map((choices) => choices.map(words).join(' or '));
    };
    expect(of(noGoOf(1))).toEqual(['postpone to any day']);
    expect(of(noGoOf(1, { fallback: 'shift 7d' }))).toEqual(['postpone to any day or fall_back 1']);
    expect(of(noGoOf(1, { fallback: 'drop p2' }))).toEqual(['postpone to any day or fall_back 1']);
    expect(of(noGoOf(1, { fallback: 'drop p3' }), noGoOf(2, { fallback: 'call them' }))).toEqual([
      'postpone to any day',
    ]);
  });

  it('is a go-live on the day of the forecast', () => {
    const plan = [planned(1, { status: 'done' }), ...[2, 3, 4].map((number) => planned(number))];
    // one in six days: three more take eighteen
    expect(path(plan)).toEqual({ to: 0, steps: ['postpone to 2026-12-25'] });
    expect(path(plan, [], { target: '2026-12-25' })).toBeUndefined();
  });

  it('is not a day that was a no-go before', () => {
    const plan = [planned(1, { status: 'done' }), ...[2, 3, 4].map((number) => planned(number))];
    const noGos = [noGoOf(1, { targetThen: '2026-12-25' })];
    expect(greenPath(signalsOf(factsOf(plan, [], {}, [], { noGos }), today))?.steps).toEqual([
      [{ is: 'postpone', to: '2026-12-26' }],
    ]);
  });

  it('is another date rather than the first finished milestone, which would make a late forecast', () => {
    const plan = [planned(1, late), ...[2, 3, 4].map((number) => planned(number))];
    expect(path(plan)).toEqual({ to: 0, steps: ['redate 1'] });
  });

  it('is found at once in a plan that is late all over', () => {
    const plan = Array.from({ length: 300 }, (_, n) => planned(n + 1, late));
    const started = performance.now();
    expect(path(plan)?.steps).toHaveLength(300);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

/** The plan once somebody has done it. */
function done(facts: HealthFacts, step: Step): HealthFacts {
  if (step.is === 'postpone')
    return { ...facts, project: { ...facts.project, target: step.to ?? '2026-12-31' } };
  const { is, of } = step;
  const change = (set: Partial<HealthFacts['milestones'][number]>): HealthFacts => ({
    ...facts,
    milestones: facts.milestones.map((one) => (one.number === of.number ? { ...one, ...set } : one)),
  });
  const freed = facts.blockers.filter(({ milestoneId }) => milestoneId !== `m${of.number}`);
  switch (is) {
    case 'finish':
      return { ...change({ status: 'done' }), blockers: freed };
    case 'redate':
      return change({ dueDate: today });
    case 'unblock':
      return { ...change({ status: 'in_progress' }), blockers: freed };
    case 'clear':
      return { ...facts, blockers: facts.blockers.filter(({ number }) => number !== of.number) };
    case 'resolve':
      return { ...facts, risks: facts.risks.filter(({ number }) => number !== of.number) };
    case 'fall_back':
      return { ...facts, noGos: facts.noGos.filter(({ number }) => number !== of.number) };
    case 'act':
      return { ...facts, actions: facts.actions.filter(({ number }) => number !== of.number) };
    case 'pay':
      return facts;
    default:
      return is satisfies never;
  }
}

const subsets = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: 2 ** all.length }, (_, set) =>
    all.filter((_one, n) => Math.floor(set / 2 ** n) % 2 === 1),
  );

describe('the path of any plan', () => {
  it('really lowers the severity when it is followed, whichever choices are taken', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(), (facts, which) => {
        const found = greenPath(signalsOf(facts, today));
        if (!found) return;
        const now = severityOf(signalsOf(facts, today));
        const reached = (steps: Step[]) => severityOf(signalsOf(steps.reduce(done, facts), today));
        const natural = found.steps.flatMap(([first]) => first ?? []);
        expect(reached(natural)).toBe(found.leadsTo);
        expect(found.leadsTo).toBeLessThan(now);
        const taken = found.steps.flatMap((choices) => choices[which % choices.length] ?? []);
        expect(reached(taken)).toBeLessThan(now);
      }),
      { numRuns: 1000 },
    );
  });

  it('is as short as any', () => {
    fc.assert(
      fc.property(anySignals, (signals) => {
        const found = greenPath(signals);
        const now = severityOf(signals);
        expect(found === undefined).toBe(now === 0);
        if (!found) return;
        const enough = subsets(stepsOf(signals)).filter(
          (steps) => severityOf(applySteps(signals, steps)) < now,
        );
        expect(found.steps).toHaveLength(Math.min(...enough.map((steps) => steps.length)));
      }),
      { numRuns: 300 },
    );
  });
});
