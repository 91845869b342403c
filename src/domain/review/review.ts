import type { Decision } from '../change.ts';
import { alterMilestone, type MilestoneEvent, type MilestoneFacts } from '../facts.ts';
import { clearedKeys } from '../health/blocker.ts';
import { clearanceChanges } from '../health/blocking.ts';
import { alreadyDone, type Outcome, ok, refuse, rule } from '../outcome.ts';
import type { Item, Milestone, Review } from '../plan/milestone.ts';
import { milestoneName, nextCommands, stateLabel } from '../plan/transitions.ts';
import type { Who } from '../project/access.ts';
import { approvableDemo } from './demo.ts';

/** The outcome of an open review. */
export type Verdict =
  | { type: 'approved'; outcome: 'approved'; note?: string | undefined }
  | { type: 'returned'; outcome: 'returned'; note: string }
  | { type: 'recalled'; outcome: 'recalled'; note?: undefined };

/** Ends the open review of a milestone (APR-1); the second person learns who was first (LIVE-2). */
export function decideReview(
  facts: MilestoneFacts,
  who: Who,
  at: { now: string },
  verdict: Verdict,
): Outcome<Decision<MilestoneFacts>> {
  const { milestone, review } = facts;
  if (!milestone.submittedAt || review?.outcome !== 'open') return nothingOpen(facts);
  const decided: Partial<Review> = {
    outcome: verdict.outcome,
    decidedById: who.person.id,
    decidedAt: at.now,
    note: verdict.note ?? null,
  };
  const approved = verdict.outcome === 'approved';
  const set: Partial<Milestone> = {
    submittedAt: null,
    submittedById: null,
    ...(approved ? { status: 'done', doneAt: at.now, doneById: who.person.id } : {}),
  };
  const next = {
    submittedBy: null,
    doneBy: approved ? who.person.name : facts.doneBy,
    review: { ...review, ...decided, decidedBy: who.person.name },
  };
  // finished work has no blockers
  const cleared = approved ? facts.blockers : [];
  const event: MilestoneEvent =
    verdict.type === 'approved'
      ? { type: verdict.type, note: verdict.note, before: clearedKeys(cleared) }
      : { type: verdict.type, note: verdict.note };
  return ok(
    alterMilestone(facts, event, set, approved ? { ...next, blockers: [] } : next, [
      { alter: 'review', id: review.id, set: decided },
      ...clearanceChanges(cleared, { clearedById: who.person.id, clearedAt: at.now }),
    ]),
  );
}

function nothingOpen({ milestone, review, project }: MilestoneFacts): Outcome<never> {
  const name = milestoneName(milestone);
  const reopened = review?.outcome === 'approved' && milestone.status !== 'done';
  if (review && review.outcome !== 'open' && review.decidedAt && !reopened)
    return alreadyDone(`${name} was ${review.outcome}`, review.decidedBy, review.decidedAt);
  return refuse({
    is: 'wrong_status',
    name,
    status: milestone.status === 'in_progress' ? 'not submitted yet' : stateLabel(milestone),
    allowed: nextCommands(milestone, project.policies),
    milestone: milestone.number,
  });
}

/**
 * Returns the unmet criteria without evidence (APR-4). Evidence for a criterion counts for it; each other
 * piece counts for one criterion.
 */
export function uncovered(items: readonly Item[], evidence: readonly { itemId: string | null }[]): Item[] {
  const unmet = items.filter((item) => item.kind === 'criterion' && !item.done);
  const named = new Set(evidence.map((piece) => piece.itemId));
  const unnamed = evidence.filter((piece) => piece.itemId === null).length;
  return unmet.filter((item) => !named.has(item.id)).slice(unnamed);
}

/** Refuses approval while its evidence (APR-4) or part of its demo (APR-2) is missing. */
export function approvable(facts: MilestoneFacts): Outcome<true> {
  const enough = enoughEvidence(facts);
  return enough.ok ? approvableDemo(facts) : enough;
}

/** Refuses approval while required evidence is missing, naming the criteria. */
function enoughEvidence({ project, items, evidence, milestone }: MilestoneFacts): Outcome<true> {
  if (!project.policies.evidenceRequired) return ok(true);
  const missing = uncovered(items, evidence);
  const input = { milestone: String(milestone.number) };
  const addEvidence = { label: 'Add evidence', command: 'evidence', input };
  const add = `Add it with “evidence ${milestone.number} link https://… for:${milestone.number}.${missing[0]?.number ?? 1}”.`;
  if (missing.length > 0) {
    const names = missing.map((item) => `${milestone.number}.${item.number} ${item.text}`).join('; ');
    return rule(`Approval needs evidence for each criterion that is not met: ${names}.`, add, addEvidence);
  }
  const hasCriteria = items.some((item) => item.kind === 'criterion');
  if (!hasCriteria && evidence.length === 0) {
    return rule(
      'Approval needs at least one piece of evidence.',
      `Add it with “evidence ${milestone.number} link https://…”.`,
      addEvidence,
    );
  }
  return ok(true);
}
