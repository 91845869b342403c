import { addDays } from '../time/dates.ts';
import type { DisputedTime } from './late-fee.ts';

/** How a dispute can end (HLT-6). */
export const disputeOutcomes = ['part_payment', 'extra_milestone', 'mediation', 'withdrawn'] as const;
/** How a dispute ended (HLT-6). */
export type DisputeOutcome = (typeof disputeOutcomes)[number];

/** The sides of a dispute. */
export type DisputeSide = 'supplier' | 'customer';

/**
 * The side that may end a dispute in each way, by the side that opened it (HLT-6). Who opened it says that it is
 * settled; the supplier alone gives up money, which a part payment does.
 */
export const endingSide: Record<DisputeOutcome, Record<DisputeSide, DisputeSide>> = {
  part_payment: { customer: 'supplier', supplier: 'supplier' },
  extra_milestone: { customer: 'customer', supplier: 'supplier' },
  mediation: { customer: 'customer', supplier: 'supplier' },
  withdrawn: { customer: 'customer', supplier: 'supplier' },
};

/** A dispute about an invoice (HLT-6). While it lasts, no late fee accrues. */
export type Dispute = DisputedTime & {
  by: DisputeSide;
  reason: string;
  /** Null while it lasts; `note` is what both agreed, or who mediates. */
  ended: { as: DisputeOutcome; note: string } | null;
};

/** Returns the dispute that lasts; undefined if none does. */
export const openDispute = (disputes: readonly Dispute[]): Dispute | undefined =>
  disputes.find(({ ended }) => ended === null);

/** Adds a dispute that begins today, YYYY-MM-DD. */
export const withDispute = (
  disputes: readonly Dispute[],
  { by, reason }: Pick<Dispute, 'by' | 'reason'>,
  today: string,
): Dispute[] => [...disputes, { from: today, to: null, by, reason, ended: null }];

/** Ends the dispute that lasts: yesterday was its last day. `today` is YYYY-MM-DD. */
export const withoutDispute = (
  disputes: readonly Dispute[],
  ended: NonNullable<Dispute['ended']>,
  today: string,
): Dispute[] => disputes.map((one) => (one.ended === null ? { ...one, to: addDays(today, -1), ended } : one));
