import type { MilestoneInvoice } from './ledger.ts';
import { isBeforeWork, isSentOnStart, type Terms } from './terms.ts';

/** Why a draft cannot be sent yet: another one of its milestone comes first, or the work has to begin or to be approved. */
export type SendingHold = { why: 'order'; first: MilestoneInvoice } | { why: 'approval' | 'start' };

/**
 * Returns why a draft cannot be sent yet; undefined where it can (PAY-2). The drafts of a milestone are sent in their
 * order, an advance first. A part that is not paid before the work waits until its milestone is done, or has begun.
 */
export function sendingHold(
  draft: MilestoneInvoice,
  /** All invoices of its milestone, by place. */
  siblings: readonly MilestoneInvoice[],
  terms: Terms,
): SendingHold | undefined {
  const first = siblings.find(({ issued }) => !issued);
  if (first && first.nth < draft.nth) return { why: 'order', first };
  if (isBeforeWork(draft.part, terms) || draft.milestone.status === 'done') return undefined;
  if (!isSentOnStart(terms)) return { why: 'approval' };
  return draft.milestone.status === 'upcoming' ? { why: 'start' } : undefined;
}
