import type { Change, Decision } from '../change.ts';
import { alterMilestone, type MilestoneFacts, type ProjectCardFacts } from '../facts.ts';
import { milestoneState } from '../plan/transitions.ts';
import { type Blocker, blockerKey } from './blocker.ts';

/** What a blocker blocks: one milestone or the whole project. */
export type BlockerTarget =
  | { is: 'milestone'; facts: MilestoneFacts }
  | { is: 'project'; facts: ProjectCardFacts };

/** Opens a blocker of a milestone; a milestone in progress becomes blocked. */
export function blockMilestone(
  facts: MilestoneFacts,
  type: 'blocked' | 'blocker_opened',
  row: Blocker,
): Decision<MilestoneFacts> {
  const isActive = milestoneState(facts.milestone) === 'in_progress';
  const event = { type, note: row.text, after: { blocker: blockerKey(row) } };
  const next = { blockers: [...facts.blockers, row] };
  return alterMilestone(facts, event, isActive ? { status: 'blocked' } : {}, next, [{ add: 'blocker', row }]);
}

/** Opens a blocker of a milestone or of the whole project. */
export function openBlocker(target: BlockerTarget, row: Blocker): Decision<BlockerTarget> {
  if (target.is === 'milestone') {
    const decision = blockMilestone(target.facts, 'blocker_opened', row);
    return { ...decision, next: { is: 'milestone', facts: decision.next } };
  }
  return {
    changes: [{ add: 'blocker', row }],
    events: [{ type: 'blocker_opened', note: row.text, after: { blocker: blockerKey(row) } }],
    next: { is: 'project', facts: { ...target.facts, blockers: [...target.facts.blockers, row] } },
  };
}

/** Who clears a blocker and when: a person's id and an ISO instant. */
type Clearance = { clearedById: string | null; clearedAt: string };

/** Clears a blocker; a blocked milestone without other blockers goes back to in progress. */
export function clearBlocker(
  target: BlockerTarget,
  blocker: Blocker,
  by: Clearance,
): Decision<BlockerTarget> {
  const event = {
    type: 'blocker_cleared',
    note: blocker.text,
    before: { blocker: blockerKey(blocker) },
  } as const;
  const changes = clearanceChanges([blocker], by);
  const left = target.facts.blockers.filter(({ id }) => id !== blocker.id);
  if (target.is === 'project') {
    return { changes, events: [event], next: { is: 'project', facts: { ...target.facts, blockers: left } } };
  }
  const resumes = left.length === 0 && target.facts.milestone.status === 'blocked';
  const set = resumes ? ({ status: 'in_progress' } as const) : {};
  const decision = alterMilestone(target.facts, event, set, { blockers: left }, changes);
  return { ...decision, next: { is: 'milestone', facts: decision.next } };
}

/** Returns the changes that clear blockers of work that resumes, is finished or is dropped. */
export const clearanceChanges = (blockers: readonly Pick<Blocker, 'id'>[], by: Clearance): Change[] =>
  blockers.map(({ id }) => ({ alter: 'blocker', id, set: { ...by } }));
