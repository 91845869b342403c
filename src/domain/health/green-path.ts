import { dateOf, dayNumber } from '../time/dates.ts';
import {
  type DueRisk,
  lateForecast,
  type OpenBlocker,
  type OverdueAction,
  type OverdueInvoice,
  type OverdueMilestone,
  type Severity,
  type Signals,
  type StandingNoGo,
  severityOf,
} from './health.ts';

/** One action that improves a project's health, and its subject. */
export type Step =
  | { is: 'finish' | 'redate' | 'unblock'; of: Pick<OverdueMilestone, 'number' | 'name' | 'outcome'> }
  | { is: 'clear'; of: OpenBlocker }
  | { is: 'resolve'; of: DueRisk }
  | { is: 'pay'; of: OverdueInvoice }
  | { is: 'act'; of: OverdueAction }
  | { is: 'fall_back'; of: StandingNoGo }
  /** Sets another go-live: at the forecast, YYYY-MM-DD; null: any other date. */
  | { is: 'postpone'; to: string | null };

/** The actions that lower the severity, and the severity afterwards. */
export type GreenPath = {
  /** All are needed; each lists its alternatives, the most natural first. */
  steps: Step[][];
  leadsTo: Severity;
};

/**
 * Finds a smallest set of single actions that lowers the severity (HLT-3) by evaluating the health rule;
 * undefined if severity is 0.
 *
 * Starts with all actions and leaves out each one that is not needed, least effective first. The rest is
 * smallest: signals share an action only within one milestone or at the go-live, and the most effective
 * action is left out last. The first finished milestone makes the first forecast, which can be too late, so
 * that a path without finishing is tried as well.
 */
export function greenPath(signals: Signals): GreenPath | undefined {
  const severity = severityOf(signals);
  if (severity === 0) return undefined;
  const lowers = (steps: readonly Step[]) => severityOf(applySteps(signals, steps)) < severity;
  const all = stepsOf(signals);
  const [finishing, redating] = [all, all.filter(({ is }) => is !== 'finish')].map((steps) =>
    withoutNeedless(steps, lowers),
  ) as [Step[], Step[]];
  const needed = redating.length < finishing.length ? redating : finishing;
  const found = withAlternatives(all, needed, lowers);
  // late enough whichever alternatives are taken
  const targets = [needed, ...mixesOf(found)].flatMap((steps) => newTarget(signals, steps) ?? []);
  const postponed = { is: 'postpone', to: targets.toSorted().at(-1) ?? null } as const;
  return {
    steps: found.map((choices) => choices.map((step) => (step.is === 'postpone' ? postponed : step))),
    leadsTo: severityOf(applySteps(signals, needed)),
  };
}

type Lowers = (steps: readonly Step[]) => boolean;

const withoutNeedless = (all: readonly Step[], lowers: Lowers): Step[] =>
  all.toReversed().reduce<Step[]>(
    (left, step) => {
      const without = left.filter((other) => other !== step);
      return lowers(without) ? without : left;
    },
    [...all],
  );

/** Adds the alternatives of each step; none if the severity could stay where some of them are taken. */
function withAlternatives(all: readonly Step[], needed: readonly Step[], lowers: Lowers): Step[][] {
  const choices = needed.map((step) => {
    const others = needed.filter((other) => other !== step);
    const same = all.filter((other) => subjectOf(other) === subjectOf(step) && !needed.includes(other));
    return [step, ...same.filter((other) => lowers([...others, other]))];
  });
  return mixesOf(choices).every(lowers) ? choices : needed.map((step) => [step]);
}

/**
 * Returns the mixes of choices that lower the severity least: all last ones, and each first one among the last ones,
 * because one finished milestone alone makes the latest forecast.
 */
const mixesOf = (choices: readonly (readonly Step[])[]): Step[][] =>
  [-1, ...choices.keys()].map((nth) =>
    choices.flatMap((each, index) => (index === nth ? each[0] : each.at(-1)) ?? []),
  );

/** Returns the milestone of a step, or the go-live; only steps of one subject can replace each other. */
function subjectOf(step: Step): number | 'go-live' | undefined {
  switch (step.is) {
    case 'act':
    case 'pay':
    case 'resolve':
      return undefined;
    case 'postpone':
    case 'fall_back':
      return 'go-live';
    case 'clear':
      return step.of.milestone?.number;
    default:
      return step.of.number;
  }
}

/** Returns the go-live that the forecast allows, with or without the steps; null: it is not late. */
function newTarget(signals: Signals, steps: readonly Step[]): string | null {
  const pace = finishedPace(signals, steps);
  const forecasts = [lateForecast(signals), lateForecast({ ...signals, pace })];
  const latest = forecasts
    .filter((day) => day !== null)
    .toSorted()
    .at(-1);
  return latest === undefined ? null : firstAllowed(latest, signals.refusedTargets);
}

const firstAllowed = (day: string, refused: readonly string[]): string =>
  refused.includes(day) ? firstAllowed(dateOf(dayNumber(day) + 1), refused) : day;

/** Returns the pace once the milestones that the steps finish are done. */
function finishedPace({ pace, overdue }: Signals, steps: readonly Step[]): Signals['pace'] {
  const finished = numbersOf(steps, 'finish');
  const more = overdue.filter(({ number }) => finished.has(number)).reduce((sum, { work }) => sum + work, 0);
  return pace && { ...pace, done: pace.done + more };
}

const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number;

/** Returns all possible actions by number, the most effective kinds first. */
export function stepsOf(signals: Signals): Step[] {
  const { overdue, blockers, invoices, actions, risks, noGos } = signals;
  const late = overdue.toSorted(byNumber);
  const blocked = Map.groupBy(
    blockers.filter(({ milestone }) => milestone?.status === 'blocked'),
    ({ milestone }) => milestone?.number,
  );
  const unblock = [...blocked.values()].flatMap(([first, second]): Step[] =>
    first?.milestone && second ? [{ is: 'unblock', of: first.milestone }] : [],
  );
  const finish = late.map((of): Step => ({ is: 'finish', of }));
  const postpone: Step[] =
    noGos.length > 0 || newTarget(signals, finish) !== null ? [{ is: 'postpone', to: null }] : [];
  return [
    ...finish,
    ...postpone,
    ...noGos
      .filter(({ canFallBack }) => canFallBack)
      .toSorted(byNumber)
      .map((of): Step => ({ is: 'fall_back', of })),
    ...actions.toSorted(byNumber).map((of): Step => ({ is: 'act', of })),
    ...invoices.toSorted(byNumber).map((of): Step => ({ is: 'pay', of })),
    ...unblock,
    ...risks.toSorted(byNumber).map((of): Step => ({ is: 'resolve', of })),
    ...blockers.toSorted(byNumber).map((of): Step => ({ is: 'clear', of })),
    ...late.map((of): Step => ({ is: 'redate', of })),
  ];
}

/** Returns the signals after some steps. A finished milestone has no blockers. */
export function applySteps(signals: Signals, steps: readonly Step[]): Signals {
  const { overdue, blockers, invoices, actions, risks, noGos, target } = signals;
  const acted = numbersOf(steps, 'act');
  const [settled, freed] = [numbersOf(steps, 'finish', 'redate'), numbersOf(steps, 'finish', 'unblock')];
  const [cleared, paid, resolved, fellBack] = [
    numbersOf(steps, 'clear'),
    numbersOf(steps, 'pay'),
    numbersOf(steps, 'resolve'),
    numbersOf(steps, 'fall_back'),
  ];
  const isPostponed = steps.some(({ is }) => is === 'postpone');
  return {
    ...signals,
    overdue: overdue.filter(({ number }) => !settled.has(number)),
    blockers: blockers.filter(
      ({ number, milestone }) => !cleared.has(number) && !(milestone && freed.has(milestone.number)),
    ),
    risks: risks.filter(({ number }) => !resolved.has(number)),
    invoices: invoices.filter(({ number }) => !paid.has(number)),
    actions: actions.filter(({ number }) => !acted.has(number)),
    noGos: isPostponed ? [] : noGos.filter(({ number }) => !fellBack.has(number)),
    pace: finishedPace(signals, steps),
    target: (isPostponed ? newTarget(signals, steps) : null) ?? target,
  };
}

const numbersOf = (steps: readonly Step[], ...kinds: Step['is'][]) =>
  new Set(
    steps.flatMap((step) => (step.is !== 'postpone' && kinds.includes(step.is) ? [step.of.number] : [])),
  );
