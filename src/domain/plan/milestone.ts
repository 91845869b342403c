/** The four states of MODEL-3. */
export const statuses = ['upcoming', 'in_progress', 'blocked', 'done'] as const;
/** A state of MODEL-3. */
export type Status = (typeof statuses)[number];

/** Whose work it is, or whom it waits for. */
export const parties = ['expert', 'team', 'customer'] as const;
/** A side of the work. */
export type Party = (typeof parties)[number];

/** `p0` first. */
export const priorities = ['p0', 'p1', 'p2', 'p3'] as const;
/** How urgent a milestone is among its siblings. */
export type Priority = (typeof priorities)[number];

/** `time` milestones trigger on their date, `event` ones when the work is complete (MODEL-4). */
export const milestoneTypes = ['time', 'event'] as const;
/** How a milestone triggers. */
export type MilestoneType = (typeof milestoneTypes)[number];

/** What a milestone keeps (MODEL-2). Dates are YYYY-MM-DD. */
export type Milestone = {
  id: string;
  projectId: string;
  parentId: string | null;
  /** What people type; unique in the project, never given again (MODEL-6). */
  number: number;
  /** Position among its siblings, from 1. */
  order: number;
  name: string;
  description: string | null;
  type: MilestoneType;
  /** Whole per cent of the project's value. */
  share: number | null;
  status: Status;
  ownerParty: Party;
  assigneeId: string | null;
  /** The customer-facing label; the name where absent. */
  outcome: string | null;
  blocksGoLive: boolean;
  startDate: string | null;
  dueDate: string | null;
  priority: Priority;
  /** Risk that is left once it is done, 0 to 100; null where nobody has said (HLT-5). */
  riskAfter: number | null;
  /** Whole 0 to 100, the last accepted update; null while nobody has said. */
  percent: number | null;
  /** A review is open since then; null when none is. */
  submittedAt: string | null;
  submittedById: string | null;
  /** Who finished it and when, for "already done by". */
  doneAt: string | null;
  doneById: string | null;
  /** Dropped milestones leave lists and sums; their cards say so. */
  droppedAt: string | null;
  dropReason: string | null;
  /** The number that the next item gets (3.2 after 3.1, even when 3.1 is gone). */
  nextItem: number;
  version: number;
};

/** A milestone as it begins (MODEL-2). */
export const newMilestone = (
  of: Pick<Milestone, 'id' | 'projectId' | 'number' | 'order' | 'name'> & Partial<Milestone>,
): Milestone => ({
  parentId: null,
  description: null,
  type: 'time',
  share: null,
  status: 'upcoming',
  ownerParty: 'expert',
  assigneeId: null,
  outcome: null,
  blocksGoLive: false,
  startDate: null,
  dueDate: null,
  priority: 'p2',
  riskAfter: null,
  percent: null,
  submittedAt: null,
  submittedById: null,
  doneAt: null,
  doneById: null,
  droppedAt: null,
  dropReason: null,
  nextItem: 1,
  version: 1,
  ...of,
});

/** The kinds of checklist items (MODEL-1). */
export const itemKinds = ['deliverable', 'criterion', 'task', 'demo_step'] as const;
/** A kind of checklist item. */
export type ItemKind = (typeof itemKinds)[number];

/** One line of a milestone's checklist; people type it as `3.2`. */
export type Item = {
  id: string;
  projectId: string;
  milestoneId: string;
  number: number;
  kind: ItemKind;
  text: string;
  done: boolean;
};

/** The kinds of evidence (APR-3). */
export const evidenceKinds = ['link', 'document', 'metric'] as const;

/** What shows that something is so (APR-3). */
export type Evidence = {
  id: string;
  projectId: string;
  milestoneId: string;
  /** The criterion it speaks for, where it was said. */
  itemId: string | null;
  kind: (typeof evidenceKinds)[number];
  title: string;
  url: string | null;
  /** A metric's value and target, as decimal text so that nothing is rounded. */
  value: string | null;
  target: string | null;
  addedById: string;
  addedAt: string;
};

/** What somebody said about progress. */
export type Update = {
  id: string;
  projectId: string;
  milestoneId: string;
  percent: number;
  note: string | null;
  authorId: string;
  at: string;
};

/** One submission and what became of it (APR-1). */
export type Review = {
  id: string;
  projectId: string;
  milestoneId: string;
  submittedById: string;
  submittedAt: string;
  outcome: 'open' | 'approved' | 'returned' | 'recalled';
  decidedById: string | null;
  decidedAt: string | null;
  note: string | null;
};
