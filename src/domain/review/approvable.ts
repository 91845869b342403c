import type { MilestoneFacts } from '../facts.ts';
import { type Outcome, ok, rule } from '../outcome.ts';
import type { Item } from '../plan/milestone.ts';
import { isCoached } from '../project/policies.ts';
import { approvableDemo } from './demo.ts';

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
  // what a task asks for is its criteria; one without any is approved as it is (APR-7)
  if (isCoached(project.kind) && milestone.parentId !== null) return ok(true);
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
