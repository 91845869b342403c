/** Where the work of a change goes (SCP-2). `here`: both sides change the locked scope itself. */
export const routes = ['here', 'next', 'phase', 'project', 'swap'] as const;
/** Where the work of a change goes. */
export type Route = (typeof routes)[number];

/** The two sides that sign a change order (SCP-3). */
export const sides = ['supplier', 'client'] as const;
/** A side that signs a change order. */
export type Side = (typeof sides)[number];

/** A signature or refusal of one side, under the figures that were shown. */
export type Signature = {
  personId: string;
  /** An ISO instant. */
  at: string;
  /** The fingerprint of the effect that was shown. */
  fingerprint: string;
};

/** The states of a change order. */
export const changeOrderStates = [
  'open',
  'applied',
  'declined',
  'withdrawn',
  'superseded',
  'expired',
] as const;

/** A change of what was agreed, which both sides sign (SCP-3). People type its number, "CO2". */
export type ChangeOrder = {
  id: string;
  projectId: string;
  number: number;
  milestoneId: string;
  text: string;
  route: Route;
  /** Working days, perhaps negative. */
  days: number;
  /** Minor units, perhaps negative. */
  cost: number;
  /** The number of the item that leaves in a swap. */
  swapItem: number | null;
  state: (typeof changeOrderStates)[number];
  supplier: Signature | null;
  client: Signature | null;
  /** Why it was declined or withdrawn. */
  reason: string | null;
  proposedById: string;
  proposedAt: string;
  /** The last day on which it can be signed, YYYY-MM-DD; null: no end. */
  expiresOn: string | null;
  appliedAt: string | null;
};

/** What a signature leads to. */
export type Signing =
  /** Both sides have signed the same figures: the order is applied. */
  | { is: 'apply' }
  | { is: 'wait'; for: Side }
  /** The plan has changed since the order was shown: it has to be looked at again. */
  | { is: 'stale' }
  | { is: 'closed'; state: Exclude<ChangeOrder['state'], 'open'> }
  | { is: 'already_signed' };

/**
 * Decides what a side's signature leads to (SCP-3). `shown` and `present` are fingerprints of the effect that
 * the person saw and of the present one; `today` is YYYY-MM-DD.
 */
export function sign(
  order: ChangeOrder,
  side: Side,
  { shown, present, today }: { shown: string; present: string; today: string },
): Signing {
  if (order.state !== 'open') return { is: 'closed', state: order.state };
  if (order.expiresOn !== null && today > order.expiresOn) return { is: 'closed', state: 'expired' };
  if (shown !== present) return { is: 'stale' };
  if (order[side]?.fingerprint === present) return { is: 'already_signed' };
  const other = side === 'supplier' ? 'client' : 'supplier';
  // a signature under other figures does not count any more
  return order[other]?.fingerprint === present ? { is: 'apply' } : { is: 'wait', for: other };
}
