import type { Change, Decision } from '../change.ts';
import { alterMilestone, type MilestoneFacts, type ProjectFacts } from '../facts.ts';
import { milestoneState } from '../plan/transitions.ts';
import type { Blocker } from '../time/schedule.ts';

/** "B4": how a blocker is named and typed; milestones have bare numbers. */
export const blockerKey = ({ number }: Pick<Blocker, 'number'>): string => `B${number}`;

/** "B4 waiting for the API key", as lists and refusals name it. */
export const blockerName = (blocker: Pick<Blocker, 'number' | 'text'>): string =>
  `${blockerKey(blocker)} ${blocker.text}`;

/** What a blocker holds up: one milestone, or the project as a whole. */
export type BlockerTarget =
  | { is: 'milestone'; facts: MilestoneFacts }
  | { is: 'project'; facts: ProjectFacts };

/** A blocker as it begins. */
export const newBlocker = (
  of: Pick<Blocker, 'id' | 'projectId' | 'milestoneId' | 'number' | 'text'> & {
    by?: Blocker['by'] | undefined;
  },
  openedById: string,
  openedAt: string,
): Blocker => ({ ...of, by: of.by ?? null, openedById, openedAt, clearedById: null, clearedAt: null });

/** Opens a blocker of a milestone; one that was in progress is blocked by it. */
export function blockMilestone(
  facts: MilestoneFacts,
  type: 'blocked' | 'blocker_opened',
  row: Blocker,
): Decision<MilestoneFacts> {
  const stops = milestoneState(facts.milestone) === 'in_progress';
  const event = { type, note: row.text, after: { blocker: blockerKey(row) } };
  const next = { blockers: [...facts.blockers, row] };
  return alterMilestone(facts, event, stops ? { status: 'blocked' } : {}, next, [{ add: 'blocker', row }]);
}

/** Opens a blocker of a milestone or of the project as a whole. */
export function openBlocker(held: BlockerTarget, row: Blocker): Decision<BlockerTarget> {
  if (held.is === 'milestone') {
    const decision = blockMilestone(held.facts, 'blocker_opened', row);
    return { ...decision, next: { is: 'milestone', facts: decision.next } };
  }
  return {
    changes: [{ add: 'blocker', row }],
    events: [{ type: 'blocker_opened', note: row.text, after: { blocker: blockerKey(row) } }],
    next: { is: 'project', facts: { ...held.facts, blockers: [...held.facts.blockers, row] } },
  };
}

/** Who clears, and when: a person's id and an ISO instant. */
export type Clearance = { clearedById: string; clearedAt: string };

/** Clears one blocker; with the last one of a blocked milestone its work goes on. */
export function clearBlocker(held: BlockerTarget, blocker: Blocker, by: Clearance): Decision<BlockerTarget> {
  const event = {
    type: 'blocker_cleared',
    note: blocker.text,
    before: { blocker: blockerKey(blocker) },
  } as const;
  const changes = clearanceChanges([blocker], by);
  const left = held.facts.blockers.filter(({ id }) => id !== blocker.id);
  if (held.is === 'project') {
    return { changes, events: [event], next: { is: 'project', facts: { ...held.facts, blockers: left } } };
  }
  const goesOn = left.length === 0 && held.facts.milestone.status === 'blocked';
  const set = goesOn ? ({ status: 'in_progress' } as const) : {};
  const decision = alterMilestone(held.facts, event, set, { blockers: left }, changes);
  return { ...decision, next: { is: 'milestone', facts: decision.next } };
}

/** Clears blockers together with what ends them: work that goes on, is finished or is dropped. */
export const clearanceChanges = (blockers: readonly Pick<Blocker, 'id'>[], by: Clearance): Change[] =>
  blockers.map(({ id }) => ({ alter: 'blocker', id, set: { ...by } }));

/** What the history remembers of them. */
export const clearedKeys = (blockers: readonly Blocker[]): { blockers?: string } =>
  blockers.length > 0 ? { blockers: blockers.map(blockerKey).join(', ') } : {};
