import type { HealthFacts, MilestoneFacts } from '../facts.ts';
import type { InvoicedPlan } from '../money/ledger.ts';
import type { Link } from '../plan/dependencies.ts';

/** What a trial compares is computed from. */
export type TriedFacts = {
  health: HealthFacts;
  money: InvoicedPlan;
  links: readonly Link[];
  undecided: MilestoneFacts['undecided'];
  /** The numbers of the milestones of whose due date somebody is reminded (RMD-1). */
  reminded: number[];
};
