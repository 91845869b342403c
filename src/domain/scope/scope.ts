import type { MilestoneFacts } from '../facts.ts';
import { amountOf } from '../money/money.ts';
import { presentScope, type ScopeDifference, type ScopeSnapshot, scopeDifference } from './snapshot.ts';

/** A milestone's scope: what was agreed at its start, what it is now, and how they differ. */
export type ScopeFacts = Pick<MilestoneFacts, 'project' | 'milestone'> & {
  /** Null where it has not started. */
  agreed: ScopeSnapshot | null;
  present: Omit<ScopeSnapshot, 'at'>;
  difference: ScopeDifference | null;
};

/** Compares the present scope of a milestone with what was agreed when it started (SCP-1). */
export function scopeOf(
  { project, milestone, items, shares }: MilestoneFacts,
  snapshot: ScopeSnapshot | undefined,
): ScopeFacts {
  const { price, policies } = project;
  const isPriced = price !== null && policies.moneyOn && (milestone.share !== null || milestone.extra !== 0);
  const present = presentScope(milestone, items, isPriced ? amountOf(milestone, price, shares) : null);
  // one that was taken back to the plan is agreed anew when it starts again
  const agreed = milestone.status === 'upcoming' ? null : (snapshot ?? null);
  return { project, milestone, agreed, present, difference: agreed && scopeDifference(agreed, present) };
}
