import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Badges,
  badgesOf,
  healthOf,
  lateForecast,
  type Severity,
  type Signals,
  severityOf,
  signalsOf,
} from '../../../src/domain/health/health.ts';
import { blockerOf, factsOf, planned, riskOf, today } from '../plan/plans.ts';
import { anyFacts, anySignals } from './signals.ts';

const late = { status: 'in_progress', dueDate: '2026-12-04' } as const;
const health = (...facts: Parameters<typeof factsOf>) => healthOf(signalsOf(factsOf(...facts), today));
const none: Signals = {
  overdue: [],
  blockers: [],
  risks: [],
  invoices: [],
  actions: [],
  noGos: [],
  refusedTargets: [],
  pace: null,
  today,
  target: null,
  days: null,
};

describe('the severity of a project', () => {
  it.each([
    ['nothing planned', health([]), 0],
    ['a milestone that is due today', health([planned(1, { ...late, dueDate: today })]), 0],
    ['a milestone that is done after its date', health([planned(1, { ...late, status: 'done' })]), 0],
    ['a milestone without a date', health([planned(1, { ...late, dueDate: null, blocksGoLive: true })]), 0],
    ['an overdue milestone', health([planned(1, late)]), 1],
    ['an overdue milestone that nobody has begun', health([planned(1, { ...late, status: 'upcoming' })]), 1],
    [
      'an overdue milestone that waits for approval',
      health([planned(1, { ...late, submittedAt: today })]),
      1,
    ],
    ['an open blocker of the project', health([], [blockerOf(1)]), 1],
    ['a risk that must be resolved by today', health([], [], {}, [riskOf(1, 'no contract', today)]), 1],
    ['a risk that has until tomorrow', health([], [], {}, [riskOf(1, 'no contract', '2026-12-08')]), 0],
    ['an open blocker of a milestone', health([planned(1)], [blockerOf(1, 1)]), 1],
    [
      'an overdue milestone that blocks the go-live',
      health([planned(1, { ...late, blocksGoLive: true })]),
      2,
    ],
    ['the same, done', health([planned(1, { ...late, blocksGoLive: true, status: 'done' })]), 0],
    [
      'the go-live date has passed and nothing is overdue',
      health([planned(1)], [], { target: '2026-12-01' }),
      0,
    ],
    [
      'an overdue invoice',
      healthOf({
        ...none,
        invoices: [{ number: 7, label: '7', milestone: 1, nth: 1, dueDate: '2026-12-01' }],
      }),
      2,
    ],
  ])('%s', (_, { severity }, expected) => {
    expect(severity).toBe(expected);
  });
});

describe('the badges', () => {
  it.each<[Severity, Badges]>([
    [2, { status: 'At risk', risk: 'High', confidence: 'Low', goLive: 'At risk' }],
    [1, { status: 'Minor issues', risk: 'Medium', confidence: 'Medium', goLive: 'On track' }],
    [0, { status: 'On track', risk: 'Low', confidence: 'High', goLive: 'On track' }],
  ])('of severity %i are those of the table', (severity, badges) => {
    expect(badgesOf(severity)).toEqual(badges);
  });

  it('never disagree: each health shows those of its severity', () => {
    fc.assert(
      fc.property(anySignals, (signals) => {
        const { severity, status, risk, confidence, goLive } = healthOf(signals);
        expect({ status, risk, confidence, goLive }).toEqual(badgesOf(severity));
      }),
    );
  });
});

describe('the headline', () => {
  it('is the table’s where nothing is at risk', () => {
    expect(health([planned(1)])).toMatchObject({ headline: 'On track, no change', reasons: [] });
    expect(health([], [blockerOf(1)]).headline).toBe('Minor issues, being monitored');
  });

  it('is the top reason where something is', () => {
    const { headline, reasons } = health([
      planned(1, { ...late, blocksGoLive: true, name: 'Core API build' }),
    ]);
    expect(headline).toBe('Milestone 1 · Core API build is 3 days overdue and blocks go-live');
    expect(reasons).toEqual([headline]);
  });
});

describe('the reasons', () => {
  it('are one line a signal, worst first, then the oldest', () => {
    const facts = factsOf(
      [
        planned(1, { ...late, name: 'Text' }),
        planned(2, { ...late, name: 'API', blocksGoLive: true }),
        planned(3, { ...late, name: 'Contract', blocksGoLive: true, dueDate: '2026-11-30' }),
        planned(4, { ...late, name: 'Logo', dueDate: '2026-12-01' }),
      ],
      [blockerOf(5, 2, 'no venue'), blockerOf(4, undefined, 'waiting on API key')],
      {},
      [
        riskOf(3, 'no contract', today),
        riskOf(2, 'no budget', '2026-12-01'),
        riskOf(1, 'no time', '2026-12-08'),
        riskOf(4, 'no date', null),
      ],
    );
    const signals = {
      ...signalsOf(facts, today),
      invoices: [{ number: 12, label: '12', milestone: 1, nth: 1, dueDate: '2026-12-01' }],
    };
    expect(healthOf(signals).reasons).toEqual([
      'Milestone 3 · Contract is 7 days overdue and blocks go-live',
      'Milestone 2 · API is 3 days overdue and blocks go-live',
      'Invoice 12 is overdue',
      'Milestone 4 · Logo is 6 days overdue',
      'Milestone 1 · Text is 3 days overdue',
      'Risk: no budget, must be resolved by Tue 1 Dec (R2)',
      'Risk: no contract, must be resolved by Mon 7 Dec (R3)',
      'Open blocker: waiting on API key (B4)',
      'Open blocker: no venue (B5)',
    ]);
  });

  it('are the same in whatever order the signals come', () => {
    const reversed = (signals: Signals): Signals => ({
      ...signals,
      overdue: signals.overdue.toReversed(),
      blockers: signals.blockers.toReversed(),
      risks: signals.risks.toReversed(),
      invoices: signals.invoices.toReversed(),
      noGos: signals.noGos.toReversed(),
    });
    fc.assert(
      fc.property(anySignals, (signals) => {
        expect(healthOf(reversed(signals))).toEqual(healthOf(signals));
      }),
    );
  });

  it('are there if and only if something is wrong', () => {
    fc.assert(
      fc.property(anySignals, (signals) => {
        const { severity, reasons } = healthOf(signals);
        expect(reasons.length > 0).toBe(severity > 0);
        expect(reasons).toHaveLength(
          [signals.overdue, signals.blockers, signals.risks, signals.invoices, signals.noGos].flat().length +
            (lateForecast(signals) === null ? 0 : 1),
        );
      }),
    );
  });
});

it('the days to go-live are counted from today', () => {
  expect(health([])).toMatchObject({ target: '2026-12-18', days: 11 });
  expect(health([], [], { target: '2026-12-01' }).days).toBe(-6);
  expect(health([], [], { target: null })).toMatchObject({ target: null, days: null });
});

const overdue = {
  number: 99,
  name: 'Step 99',
  blocksGoLive: false,
  isUrgent: false,
  dueDate: '2026-12-01',
  work: 1,
};

describe('any project', () => {
  const severity = (facts: Parameters<typeof signalsOf>[0]) => healthOf(signalsOf(facts, today)).severity;

  it('never looks better for an overdue milestone that blocks the go-live', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const worse = planned(99, { ...late, blocksGoLive: true });
        expect(severity({ ...facts, milestones: [...facts.milestones, worse] })).toBe(2);
      }),
    );
  });

  it.each([
    ['overdue', overdue],
    ['overdue', { ...overdue, blocksGoLive: true }],
    ['overdue', { ...overdue, isUrgent: true }],
    ['noGos', { number: 99, on: '2026-12-01', canFallBack: false }],
    ['blockers', { number: 99, text: 'no key', milestone: null }],
    ['risks', { number: 99, text: 'no contract', resolveBy: '2026-12-01' }],
    ['invoices', { number: 99, label: '99', milestone: 1, nth: 1, dueDate: '2026-12-01' }],
  ] as const)('never looks better for one more of %s', (kind, signal) => {
    fc.assert(
      fc.property(anySignals, (signals) => {
        const more = healthOf({ ...signals, [kind]: [...signals[kind], signal] });
        const before = healthOf(signals);
        expect(more.severity).toBeGreaterThanOrEqual(before.severity);
        expect(more.reasons).toEqual(expect.arrayContaining(before.reasons));
      }),
    );
  });

  it('never looks worse for a milestone that is finished but by the forecast, nor better as days pass', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(), (facts, which) => {
        const milestones = facts.milestones.map((one, n) =>
          n === which % facts.milestones.length ? { ...one, status: 'done' as const } : one,
        );
        const [was, is] = [signalsOf(facts, today), signalsOf({ ...facts, milestones }, today)];
        // the first finished milestone makes the first forecast
        const forecast = was.pace?.done === 0 && lateForecast(is) !== null ? 1 : 0;
        expect(severityOf(is)).toBeLessThanOrEqual(Math.max(severityOf(was), forecast));
        const tomorrow = healthOf(signalsOf(facts, '2026-12-08')).severity;
        expect(tomorrow).toBeGreaterThanOrEqual(severity(facts));
      }),
    );
  });
});

describe('the zone of the host', () => {
  const script = fileURLToPath(new URL('print-health.ts', import.meta.url));
  const printed = (zone: string) => {
    const run = spawnSync(process.execPath, [script], { env: { TZ: zone }, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    return run.stdout;
  };

  it('makes no difference to any health, warning or figure', () => {
    const inUtc = printed('UTC');
    expect(inUtc).toContain('Milestone 1 · Step 1 is 1 day overdue and blocks go-live');
    for (const zone of [
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
      'Australia/Lord_Howe',
      'America/St_Johns',
    ]) {
      expect(printed(zone)).toBe(inUtc);
    }
  });
});
