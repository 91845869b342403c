import type { PlanLine } from '../facts.ts';
import type { Policies } from '../project/policies.ts';
import { checkParent, siblings } from './plan.ts';
import { type MilestoneState, milestoneState, moveStates, startingMoves } from './transitions.ts';

/** The milestones that a command without one may mean, the person's own first; otherwise why there are none. */
export type Candidates =
  | { is: 'some'; milestones: PlanLine[] }
  | { is: 'none'; why: 'empty_plan' | 'needs_approval' | 'needs_no_approval' }
  | { is: 'none'; why: 'state'; states: readonly MilestoneState[] };

/** Finds the milestones of a plan that a command can be used on now (MODEL-3). `personId` is the person's. */
export function candidatesOf(
  command: string,
  plan: readonly PlanLine[],
  { policies, personId }: { policies: Policies; personId: string },
): Candidates {
  if (plan.length === 0) return { is: 'none', why: 'empty_plan' };
  if (command === 'done' && policies.approver !== 'nobody') return { is: 'none', why: 'needs_approval' };
  if (command === 'submit' && policies.approver === 'nobody') return { is: 'none', why: 'needs_no_approval' };
  const states = statesOf(command);
  const inStates = (wanted: readonly MilestoneState[]) =>
    plan.filter((line) => wanted.includes(milestoneState(line)));
  const ready = states ? inStates(states) : [...plan];
  const canStart = startingMoves.includes(command);
  // work that is not started is meant only where none is in progress
  const milestones = ready.length === 0 && canStart ? inStates(['upcoming']) : ready;
  if (milestones.length > 0) {
    const isOther = ({ assigneeId }: PlanLine) => Number(assigneeId !== personId);
    return { is: 'some', milestones: milestones.toSorted((a, b) => isOther(a) - isOther(b)) };
  }
  return {
    is: 'none',
    why: 'state',
    states: [...(canStart ? ['upcoming' as const] : []), ...(states ?? [])],
  };
}

const statesOf = (command: string): readonly MilestoneState[] | undefined =>
  new Map<string, readonly MilestoneState[]>(Object.entries(moveStates)).get(command);

/** How a further input of a command names a milestone. */
export type MilestoneRole = 'parent' | 'sibling' | 'assigned' | 'open' | 'any';

/** Returns the milestones that an input with such a role accepts, for the milestone numbered `of` if there is one. */
export function milestonesFor(role: MilestoneRole, plan: readonly PlanLine[], of?: number): PlanLine[] {
  const own = plan.find(({ number }) => number === of);
  switch (role) {
    case 'parent':
      return plan.filter(({ id }) => checkParent(plan, own?.id ?? null, id).ok);
    case 'sibling':
      return own ? siblings(plan, own.parentId).filter((line) => line !== own) : [...plan];
    case 'assigned':
      return plan.filter(({ assigneeId, status }) => assigneeId !== null && status !== 'done');
    case 'open':
      return plan.filter(({ status }) => status !== 'done');
    case 'any':
      return [...plan];
    default:
      return role satisfies never;
  }
}
