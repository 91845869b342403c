import type { Role } from '../project/roles.ts';

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
  fingerprint: number;
};

/** The states of a change order. */
const changeOrderStates = ['open', 'applied', 'declined', 'withdrawn', 'superseded', 'expired'] as const;

/** A value before and after. */
export type Changed<T> = { was: T; is: T };

/** What a change order does to a plan (SCP-3). */
export type Effect = {
  /** The milestone that gets the work; null: a new one, or none of this project. */
  into: string | null;
  /** By number; only milestones whose dates move. */
  dates: { id: string; start: Changed<string> | null; due: Changed<string> | null }[];
  /** The milestone whose amount changes. */
  extra: { id: string | null; was: number; is: number } | null;
  target: Changed<string> | null;
  total: Changed<number> | null;
  /** The item that leaves in a swap. */
  leaves: { id: string; text: string } | null;
  /** The new milestone of the route `phase`. */
  phase: { startDate: string | null; dueDate: string | null } | null;
};

/** A state that nothing follows. */
export type ClosedState = Exclude<(typeof changeOrderStates)[number], 'open'>;

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
  /** Of the cost, ISO 4217: it stays where the project gets another one. Null without a cost. */
  currency: string | null;
  /** Whether the text is work, which becomes a deliverable; else dates or the amount alone change. */
  addsWork: boolean;
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
  /** Who closed it and when; of an applied order the side that signed last. Null while it is open. */
  closedById: string | null;
  closedAt: string | null;
  /** What it did to the plan; null until it is applied. */
  effect: Effect | null;
};

/** Returns the key of a change order, "CO1"; "C1" is a cadence. */
export const changeOrderKey = ({ number }: Pick<ChangeOrder, 'number'>): string => `CO${number}`;

/** Formats a change order for lists and refusals: "CO1 Also an Arabic version". */
export const changeOrderName = (order: Pick<ChangeOrder, 'number' | 'text'>): string =>
  `${changeOrderKey(order)} ${order.text}`;

/** Returns the state of an order on a day, YYYY-MM-DD: nobody has to close one whose last day has passed. */
export const stateOn = (
  { state, expiresOn }: Pick<ChangeOrder, 'state' | 'expiresOn'>,
  today: string,
): ChangeOrder['state'] => (state === 'open' && expiresOn !== null && today > expiresOn ? 'expired' : state);

/** Returns the side that a role signs for; undefined for roles that sign nothing. */
export const sideOf = (role: Role): Side | undefined =>
  role === 'owner' ? 'supplier' : role === 'client' ? 'client' : undefined;

/** What a signature leads to. */
export type Signing =
  /** Both sides have signed the same figures: the order is applied. */
  | { is: 'apply' }
  | { is: 'wait'; for: Side }
  /** The plan has changed since the order was shown: it has to be looked at again. */
  | { is: 'stale' }
  | { is: 'closed'; state: ClosedState }
  | { is: 'already_signed' };

/**
 * Decides what a side's signature leads to (SCP-3). `shown` and `present` are fingerprints of the effect that
 * the person saw and of the present one; `today` is YYYY-MM-DD.
 */
export function sign(
  order: ChangeOrder,
  side: Side,
  { shown, present, today }: { shown: number; present: number; today: string },
): Signing {
  const state = stateOn(order, today);
  if (state !== 'open') return { is: 'closed', state };
  if (shown !== present) return { is: 'stale' };
  if (order[side]?.fingerprint === present) return { is: 'already_signed' };
  const other = side === 'supplier' ? 'client' : 'supplier';
  // a signature under other figures does not count any more
  return order[other]?.fingerprint === present ? { is: 'apply' } : { is: 'wait', for: other };
}
