import type { Milestone, Status } from './milestone.ts';
import { type Outcome, ok, refuse } from './outcome.ts';
import type { Policies } from './project.ts';

/** The commands that lead on from each state (MODEL-3). */
export function movesFrom(milestone: Milestone, policies: Policies): string[] {
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

/** "3 · Beta launch", as refusals name it. */
export const nameOf = (milestone: Pick<Milestone, 'number' | 'name'>) =>
  `${milestone.number} · ${milestone.name}`;

/** Refuses unless the milestone is in one of the states, naming what is possible from where it is. */
export function mustBe(milestone: Milestone, policies: Policies, ...allowed: Status[]): Outcome<Milestone> {
  if (allowed.includes(milestone.status)) return ok(milestone);
  return refuse({
    is: 'wrong_status',
    name: nameOf(milestone),
    status: milestone.status.replace('_', ' '),
    allowed: movesFrom(milestone, policies),
  });
}
