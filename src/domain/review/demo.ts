import type { MilestoneFacts } from '../facts.ts';
import { type Outcome, ok, refuse, rule } from '../outcome.ts';
import { itemLabel } from '../plan/items.ts';
import type { Item } from '../plan/milestone.ts';
import { milestoneName } from '../plan/transitions.ts';

/** Returns the demo script of a milestone, in order. */
export const demoSteps = (items: readonly Item[]): Item[] => items.filter(({ kind }) => kind === 'demo_step');

/** Whether a demo step was neither shown nor skipped. */
const isOpen = ({ done, skipReason }: Item): boolean => !done && skipReason === null;

type DemoFacts = Pick<MilestoneFacts, 'project' | 'milestone' | 'items'>;

/** Refuses to finish or submit a milestone before its demo, where the policy wants one (APR-2). */
export function shownDemo({ project, milestone, items }: DemoFacts): Outcome<true> {
  const open = project.policies.demoRequired ? demoSteps(items).filter(isOpen) : [];
  if (open.length === 0) return ok(true);
  const steps = open.map(({ number, text }) => ({ number: `${milestone.number}.${number}`, text }));
  return refuse({ is: 'demo_open', name: milestoneName(milestone), steps });
}

/** Refuses to approve a milestone with demo steps that were opened after its submission (APR-2). */
export function approvableDemo(facts: DemoFacts): Outcome<true> {
  if (shownDemo(facts).ok) return ok(true);
  const open = demoSteps(facts.items).filter(isOpen);
  return rule(
    `Approval needs the whole demo. Not shown yet: ${open.map((step) => itemLabel(facts, step)).join('; ')}.`,
    'The team ticks each step, or skips it with a reason.',
  );
}
