import {
  type DueRisk,
  type OpenBlocker,
  type OverdueInvoice,
  type OverdueMilestone,
  type Severity,
  type Signals,
  severityOf,
} from './health.ts';

/** One thing that somebody can do about a project's health, and what it is done to. */
export type Step =
  | { is: 'finish' | 'redate' | 'unblock'; of: Pick<OverdueMilestone, 'number' | 'name'> }
  | { is: 'clear'; of: OpenBlocker }
  | { is: 'resolve'; of: DueRisk }
  | { is: 'pay'; of: OverdueInvoice };

/** What would lower the severity, and to what. */
export type GreenPath = {
  /** Each must be done; any of a step's choices will do, the most natural one first. */
  steps: Step[][];
  leadsTo: Severity;
};

/**
 * HLT-3, what would turn this green: a smallest set of single changes that lowers the severity,
 * found by asking the rule again. Undefined where there is nothing to lower.
 *
 * All changes together lower it; each is left out again where the rest suffices, the ones that do
 * the least first. What is left is smallest, because signals share a change only within one
 * milestone, and the change that does most there is left out last.
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
    const same = all.filter((other) => placeOf(other) === placeOf(step) && !needed.includes(other));
    return [step, ...same.filter((other) => lowers([...others, other]))];
  };
  return { steps: needed.map(choices), leadsTo: severityOf(applySteps(signals, needed)) };
}

/** The milestone that a step is about; only steps of one milestone can stand for each other. */
const placeOf = (step: Step): number | undefined => {
  if (step.is === 'pay' || step.is === 'resolve') return undefined;
  return step.is === 'clear' ? step.of.milestone?.number : step.of.number;
};

const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number;

/** Everything that can be done, in the order of its number, what does most first. */
export function stepsOf({ overdue, blockers, invoices, risks }: Signals): Step[] {
  const late = overdue.toSorted(byNumber);
  const held = Map.groupBy(
    blockers.filter(({ milestone }) => milestone?.status === 'blocked'),
    ({ milestone }) => milestone?.number,
  );
  const unblock = [...held.values()].flatMap(([first, second]): Step[] =>
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

/** The signals once those things are done. What is finished waits for nothing any more. */
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
