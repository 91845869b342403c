import type { Change, Decision } from '../change.ts';
import type { MilestoneFacts } from '../facts.ts';
import type { Outcome } from '../outcome.ts';
import { type Needs, needs, starters, type Who } from '../project/access.ts';
import type { Role } from '../project/roles.ts';
import { type Starting, startOf } from './holds.ts';
import type { Milestone } from './milestone.ts';
import { milestoneName, milestoneState } from './transitions.ts';

/**
 * Decides a step on work in progress. An upcoming milestone is started first, as an event of its own before those of
 * the step; if the start or the step is refused, nothing is started (MODEL-3).
 */
export function startFirst(
  facts: MilestoneFacts,
  starting: Starting,
  step: (started: MilestoneFacts) => Outcome<Decision<MilestoneFacts>>,
): Outcome<Decision<MilestoneFacts>> {
  const { id } = facts.milestone;
  if (milestoneState(facts.milestone) !== 'upcoming') return step(facts);
  const start = startOf(facts, starting);
  if (!start.ok) return start;
  const decided = step(start.value.next);
  if (!decided.ok) return decided;
  const { changes, events, next } = decided.value;
  // one statement cannot update a row twice
  const set: Partial<Milestone> = { status: 'in_progress' };
  const others: Change[] = [];
  for (const change of changes) {
    if ('alter' in change && change.alter === 'milestone' && change.id === id) Object.assign(set, change.set);
    else others.push(change);
  }
  return {
    ok: true,
    value: {
      ...decided.value,
      changes: [{ alter: 'milestone', id, set }, ...others],
      events: [...start.value.events, ...events],
      next,
    },
  };
}

/** Returns the roles that may take a step, if this person may not; for an upcoming milestone they must also start it. */
export const needsToStep = (
  who: Who,
  { milestone }: Pick<MilestoneFacts, 'milestone'>,
  roles: readonly Role[],
): Needs =>
  needs(who, roles) ?? (milestoneState(milestone) === 'upcoming' ? needs(who, starters) : undefined);

/** Words a step that was taken, which may have started the milestone: "Started and blocked 2 · Beta launch." */
export const stepLine = (
  milestone: Milestone,
  events: Decision['events'],
  { step, otherwise }: { step: string; otherwise: string },
): string =>
  events.some(({ type }) => type === 'started')
    ? `Started and ${step} ${milestoneName(milestone)}.`
    : otherwise;
