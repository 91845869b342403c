import { type Outcome, ok, refuse } from '../outcome.ts';
import type { Policies } from '../project/policies.ts';
import type { Milestone, NamedMilestone, Status } from './milestone.ts';

/** Returns the commands that can follow in each state (MODEL-3). */
export function nextCommands(
  milestone: Pick<Milestone, 'status' | 'submittedAt'>,
  policies: Policies,
): string[] {
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

/** A milestone's state: its status, or that it waits for approval. */
export type MilestoneState = Status | 'submitted';

/** Returns a milestone's state. */
export const milestoneState = ({
  status,
  submittedAt,
}: Pick<Milestone, 'status' | 'submittedAt'>): MilestoneState => (submittedAt ? 'submitted' : status);

/** The states in which a milestone can be moved by each command (MODEL-3); other commands take any state. */
export const moveStates = {
  start: ['upcoming'],
  progress: ['in_progress', 'blocked', 'submitted'],
  block: ['in_progress'],
  unblock: ['blocked'],
  done: ['in_progress'],
  submit: ['in_progress'],
  approve: ['submitted'],
  return: ['submitted'],
  ask: ['submitted'],
  'answer-review': ['submitted'],
  recall: ['submitted'],
  reopen: ['done'],
} as const satisfies Record<string, readonly MilestoneState[]>;

/** The commands of `moveStates` that start an upcoming milestone first. */
export const startingMoves: readonly string[] = ['progress', 'block', 'done', 'submit'];

/** Formats a state for people. */
export const stateWords = (state: MilestoneState): string =>
  state === 'submitted' ? 'waiting for approval' : state.replace('_', ' ');

/** Formats a milestone's state for people. */
export const stateLabel = (milestone: Pick<Milestone, 'status' | 'submittedAt'>): string =>
  milestoneState(milestone) === 'upcoming' ? 'not started yet' : stateWords(milestoneState(milestone));

/** Formats a milestone for refusals: "3 · Beta launch". */
export const milestoneName = (milestone: NamedMilestone) => `${milestone.number} · ${milestone.name}`;

/** Refuses unless the milestone is in one of the states, naming the possible commands. */
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
    milestone: milestone.number,
  });
}
