import { type Outcome, ok, refuse } from '../outcome.ts';
import type { Policies } from '../project/policies.ts';
import type { Milestone, Status } from './milestone.ts';

/** The commands that lead on from each state (MODEL-3). */
export function nextCommands(milestone: Milestone, policies: Policies): string[] {
  if (milestone.submittedAt) return ['approve', 'return', 'recall'];
  const finish = policies.approver === 'nobody' ? 'done' : 'submit';
  const moves: Record<Status, string[]> = {
    upcoming: ['start'],
    in_progress: [finish, 'block'],
    blocked: ['unblock'],
    done: ['reopen'],
  };
  return moves[milestone.status];
}

/** Where a milestone stands: its state, or that it waits for a decision. */
export type MilestoneState = Status | 'submitted';

/** Where it stands. */
export const milestoneState = ({
  status,
  submittedAt,
}: Pick<Milestone, 'status' | 'submittedAt'>): MilestoneState => (submittedAt ? 'submitted' : status);

/** The state as people say it. */
export const stateLabel = (milestone: Pick<Milestone, 'status' | 'submittedAt'>): string =>
  milestone.submittedAt ? 'waiting for approval' : milestone.status.replace('_', ' ');

/** "3 · Beta launch", as refusals name it. */
export const milestoneName = (milestone: Pick<Milestone, 'number' | 'name'>) =>
  `${milestone.number} · ${milestone.name}`;

/** Refuses unless the milestone stands in one of these, naming what is possible from where it does. */
export function requireState(
  milestone: Milestone,
  policies: Policies,
  ...allowed: MilestoneState[]
): Outcome<Milestone> {
  if (allowed.includes(milestoneState(milestone))) return ok(milestone);
  return refuse({
    is: 'wrong_status',
    name: milestoneName(milestone),
    status: stateLabel(milestone),
    allowed: nextCommands(milestone, policies),
  });
}
