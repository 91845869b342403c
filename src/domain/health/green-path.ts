import {
  type DueRisk,
  type OpenBlocker,
  type OverdueInvoice,
  type OverdueMilestone,
  type Severity,
  type Signals,
  severityOf,
} from './health.ts';

/** One action that improves a project's health, and its subject. */
export type Step =
  | { is: 'finish' | 'redate' | 'unblock'; of: Pick<OverdueMilestone, 'number' | 'name'> }
  | { is: 'clear'; of: OpenBlocker }
  | { is: 'resolve'; of: DueRisk }
  | { is: 'pay'; of: OverdueInvoice };

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
 * smallest: signals share an action only within one milestone, and its most effective action is left out
 * last.
 */
export function greenPath(signals: Signals): GreenPath | undefined {
  const severity = severityOf(signals);
  if (severity === 0) return undefined;
  const lowers = (steps: readonly Step[]) => severityOf(applySteps(signals, steps)) < severity;
  const all = stepsOf(signals);
  const needed = all.toReversed().reduce<Step[]>((left, step) => {
    const without = left.filter((other) => other !== step);
    return lowers(without) ? without : left;
  }, all);
  const choices = (step: Step) => {
    const others = needed.filter((other) => other !== step);
    const same = all.filter((other) => milestoneOf(other) === milestoneOf(step) && !needed.includes(other));
    return [step, ...same.filter((other) => lowers([...others, other]))];
  };
  return { steps: needed.map(choices), leadsTo: severityOf(applySteps(signals, needed)) };
}

/** Returns the milestone of a step; only steps of one milestone can replace each other. */
const milestoneOf = (step: Step): number | undefined => {
  if (step.is === 'pay' || step.is === 'resolve') return undefined;
  return step.is === 'clear' ? step.of.milestone?.number : step.of.number;
};

const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number;

/** Returns all possible actions by number, the most effective kinds first. */
export function stepsOf({ overdue, blockers, invoices, risks }: Signals): Step[] {
  const late = overdue.toSorted(byNumber);
  const blocked = Map.groupBy(
    blockers.filter(({ milestone }) => milestone?.status === 'blocked'),
    ({ milestone }) => milestone?.number,
  );
  const unblock = [...blocked.values()].flatMap(([first, second]): Step[] =>
    first?.milestone && second ? [{ is: 'unblock', of: first.milestone }] : [],
  );
  return [
    ...late.map((of): Step => ({ is: 'finish', of })),
    ...invoices.toSorted(byNumber).map((of): Step => ({ is: 'pay', of })),
    ...unblock,
    ...risks.toSorted(byNumber).map((of): Step => ({ is: 'resolve', of })),
    ...blockers.toSorted(byNumber).map((of): Step => ({ is: 'clear', of })),
    ...late.map((of): Step => ({ is: 'redate', of })),
  ];
}

/** Returns the signals after some steps. A finished milestone has no blockers. */
export function applySteps(
  { overdue, blockers, invoices, risks, ...rest }: Signals,
  steps: readonly Step[],
): Signals {
  const [settled, freed] = [numbersOf(steps, 'finish', 'redate'), numbersOf(steps, 'finish', 'unblock')];
  const [cleared, paid, resolved] = [
    numbersOf(steps, 'clear'),
    numbersOf(steps, 'pay'),
    numbersOf(steps, 'resolve'),
  ];
  return {
    ...rest,
    overdue: overdue.filter(({ number }) => !settled.has(number)),
    blockers: blockers.filter(
      ({ number, milestone }) => !cleared.has(number) && !(milestone && freed.has(milestone.number)),
    ),
    risks: risks.filter(({ number }) => !resolved.has(number)),
    invoices: invoices.filter(({ number }) => !paid.has(number)),
  };
}

const numbersOf = (steps: readonly Step[], ...kinds: Step['is'][]) =>
  new Set(steps.filter(({ is }) => kinds.includes(is)).map(({ of }) => of.number));
