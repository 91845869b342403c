/** Why a project was closed as lost (CUS-7). */
export const lostReasons = ['dispute', 'quality', 'mutual'] as const;
/** Why a project was closed as lost. */
export type LostReason = (typeof lostReasons)[number];

/** How a project was lost: the reason, in a person's own words too, and what to go back to. */
export type Lost = {
  reason: LostReason;
  note: string;
  /** The status that it had. */
  was: Exclude<ProjectStatus, 'lost'>;
};

/** The states of a project. `delivered`: all milestones are done and all invoices paid (CUS-7). */
export type ProjectStatus = 'draft' | 'active' | 'delivered' | 'lost';

/** What says whether a project has ended; `archivedAt` is an ISO instant. */
type Ended = { status: ProjectStatus; archivedAt: string | null };

/** Whether nothing changes in a project until it is reopened or restored. */
export const isClosed = ({ status, archivedAt }: Ended): boolean => status === 'lost' || archivedAt !== null;

/** Whether its work is over, so that nothing of it is late. */
export const hasEnded = (project: Ended): boolean => project.status === 'delivered' || isClosed(project);

/**
 * The commands that change something in a closed project: how it ends, who may see it, and what is settled of its
 * invoices.
 */
export const commandsWhenClosed: ReadonlySet<string> = new Set([
  'close-lost',
  'reopen-project',
  'archive',
  'restore',
  'role',
  'unlink',
  'leavers',
  'paid',
  'credit',
  'writeoff',
  'dispute-end',
  'csat',
  'retry',
  'revoke',
]);

/** What decides whether a project is delivered. */
export type DeliveryFacts = {
  /** Without dropped ones. */
  milestones: number;
  open: number;
  /** Invoices, drafts included, on which something is open. */
  unpaid: number;
};

/** Whether a project is delivered: it has milestones, all are done, and all invoices are paid (CUS-7). */
export const isDelivered = ({ milestones, open, unpaid }: DeliveryFacts): boolean =>
  milestones > 0 && open === 0 && unpaid === 0;
