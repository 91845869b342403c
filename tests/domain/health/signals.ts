import fc from 'fast-check';
import type { HealthFacts } from '../../../src/domain/facts.ts';
import { type Signals, signalsOf } from '../../../src/domain/health/health.ts';
import { priorities, statuses } from '../../../src/domain/plan/milestone.ts';
import { kinds } from '../../../src/domain/project/policies.ts';
import { blockerOf, factsOf, noGoOf, planned, riskOf, today } from '../plan/plans.ts';

const aDate = fc.constantFrom('2026-11-30', '2026-12-04', '2026-12-06', '2026-12-07', '2026-12-20');

/** Any plan with any blockers; what is done has none, because finishing clears them. */
export const anyFacts: fc.Arbitrary<HealthFacts> = fc
  .record({
    steps: fc.array(
      fc.record({
        status: fc.constantFrom(...statuses),
        dueDate: fc.option(aDate, { nil: null }),
        blocksGoLive: fc.boolean(),
        priority: fc.constantFrom(...priorities),
        share: fc.constantFrom(null, null, null, 30),
        items: fc.array(
          fc.boolean().map((done) => ({ id: 'i', number: 1, kind: 'task' as const, text: 'Item', done })),
          { maxLength: 2 },
        ),
      }),
      { maxLength: 5 },
    ),
    blockers: fc.array(fc.option(fc.nat(), { nil: null }), { maxLength: 4 }),
    risks: fc.array(fc.option(aDate, { nil: null }), { maxLength: 3 }),
    kind: fc.constantFrom(...kinds),
    target: fc.constantFrom(null, '2026-12-05', '2026-12-09', '2026-12-18'),
    noGos: fc.array(
      fc.record({
        targetThen: fc.constantFrom(null, '2026-12-09', '2026-12-18'),
        fallback: fc.constantFrom(null, 'shift 7d', 'drop p2, p3', 'call them'),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ steps, blockers, risks, noGos, ...project }) => {
    const milestones = steps.map((step, n) => planned(n + 1, step));
    const open = milestones.filter(({ status }) => status !== 'done');
    return factsOf(
      milestones,
      blockers.map((which, n) =>
        blockerOf(n + 1, which === null ? undefined : open[which % open.length]?.number),
      ),
      project,
      risks.map((by, n) => riskOf(n + 1, `Risk ${n + 1}`, by)),
      { noGos: noGos.map((more, n) => noGoOf(n + 1, more)) },
    );
  });

/** What any plan says, and any overdue invoices. */
export const anySignals: fc.Arbitrary<Signals> = fc
  .tuple(anyFacts, fc.array(aDate, { maxLength: 2 }))
  .map(([facts, invoices]) => ({
    ...signalsOf(facts, today),
    invoices: invoices.map((dueDate, n) => ({
      number: n + 1,
      label: `${n + 1}`,
      milestone: 1,
      nth: 1,
      dueDate,
    })),
  }));
