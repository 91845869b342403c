import type { Silence } from '../review/acceptance.ts';
import type { Quote } from '../review/quote.ts';
import type { StageKey } from '../stages/stage.ts';

/** The states of a milestone (MODEL-3). */
export const statuses = ['upcoming', 'in_progress', 'blocked', 'done'] as const;
/** A state of a milestone (MODEL-3). */
export type Status = (typeof statuses)[number];

/** The sides whose work a milestone can be. */
export const parties = ['expert', 'team', 'customer'] as const;
/** The side whose work it is, or who caused a blocker. */
export type Party = (typeof parties)[number];

/** `p0` first. */
export const priorities = ['p0', 'p1', 'p2', 'p3'] as const;
/** The urgency of a milestone among its siblings. */
export type Priority = (typeof priorities)[number];

/** `time` milestones trigger on their date, `event` ones when their work is complete (MODEL-4). */
export const milestoneTypes = ['time', 'event'] as const;
/** How a milestone triggers. */
export type MilestoneType = (typeof milestoneTypes)[number];

/** A milestone as stored (MODEL-2). Dates are YYYY-MM-DD. */
export type Milestone = {
  id: string;
  projectId: string;
  parentId: string | null;
  /** The number that people type; unique in the project and never reused (MODEL-6). */
  number: number;
  /** Position among its siblings, from 1. */
  order: number;
  name: string;
  description: string | null;
  type: MilestoneType;
  /** Whole percent of the project's value. */
  share: number | null;
  /** What change orders have added to its share of the price, in minor units (SCP-3). */
  extra: number;
  status: Status;
  ownerParty: Party;
  assigneeId: string | null;
  /** The label that customers see; null: the name. */
  outcome: string | null;
  blocksGoLive: boolean;
  startDate: string | null;
  dueDate: string | null;
  priority: Priority;
  /** Remaining risk once it is done, 0 to 100; null if unknown (HLT-5). */
  riskAfter: number | null;
  /** Whole 0 to 100 from the last update; null if never reported. */
  percent: number | null;
  /** When the open review was requested; null if none is open. */
  submittedAt: string | null;
  submittedById: string | null;
  /** When it was finished, for "already done by". */
  doneAt: string | null;
  doneById: string | null;
  /** Dropped milestones are not in lists and sums; their cards say so. */
  droppedAt: string | null;
  dropReason: string | null;
  /** Which stage of a company it is (STG-1); null: none. Never changes. */
  stage: StageKey | null;
  /** The number of the next item; never reused (3.2 after 3.1 was removed). */
  nextItem: number;
  version: number;
};

/** What names a milestone: the team reads its name, customers its outcome if it has one (MODEL-2). */
export type NamedMilestone = Pick<Milestone, 'number' | 'name' | 'outcome'>;

/** Returns what names a milestone, without its other facts. */
export const named = ({ number, name, outcome }: NamedMilestone): NamedMilestone => ({
  number,
  name,
  outcome,
});

/** Returns a new milestone with the defaults of MODEL-2. */
export const newMilestone = (
  of: Pick<Milestone, 'id' | 'projectId' | 'number' | 'order' | 'name'> & Partial<Milestone>,
): Milestone => ({
  parentId: null,
  description: null,
  type: 'time',
  share: null,
  extra: 0,
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
  stage: null,
  nextItem: 1,
  version: 1,
  ...of,
});

/** The kinds of checklist items (MODEL-1). */
export const itemKinds = ['deliverable', 'criterion', 'task', 'demo_step'] as const;
/** A kind of checklist item. */
export type ItemKind = (typeof itemKinds)[number];

/** A checklist item; people type it as `3.2`. */
export type Item = {
  id: string;
  projectId: string;
  milestoneId: string;
  number: number;
  kind: ItemKind;
  text: string;
  done: boolean;
  /** Why a demo step is not shown (APR-2); null: it was not skipped. */
  skipReason: string | null;
};

/** The kinds of evidence (APR-3). */
export const evidenceKinds = ['link', 'document', 'metric'] as const;

/** A piece of evidence (APR-3). */
export type Evidence = {
  id: string;
  projectId: string;
  milestoneId: string;
  /** The criterion it is for, if named. */
  itemId: string | null;
  kind: (typeof evidenceKinds)[number];
  title: string;
  url: string | null;
  /** A metric's value and target, as decimal text to avoid rounding. */
  value: string | null;
  target: string | null;
  /** The message that it quotes, where it was added from one. */
  quote: Quote | null;
  addedById: string;
  addedAt: string;
};

/** What became of a progress update (APR-7). `replaced`: a newer one came before a coach decided. */
export type UpdateState = 'pending' | 'approved' | 'rejected' | 'replaced';

/** A progress update. */
export type Update = {
  id: string;
  projectId: string;
  milestoneId: string;
  percent: number;
  note: string | null;
  authorId: string;
  at: string;
  /** Only approved ones count; without a coach who decides, each is. */
  state: UpdateState;
  decidedById: string | null;
  decidedAt: string | null;
  /** Why it was rejected, or a word with its approval. */
  reason: string | null;
};

/** A submission and its outcome (APR-1). */
export type Review = {
  id: string;
  projectId: string;
  milestoneId: string;
  submittedById: string;
  submittedAt: string;
  outcome: 'open' | 'approved' | 'returned' | 'recalled';
  decidedById: string | null;
  /** In whose name a deputy decided; null: nobody's. */
  decidedForId: string | null;
  decidedAt: string | null;
  note: string | null;
  /** The working days that its reviewers have, as the policy was at its submission (APR-5); null: no end. */
  windowDays: number | null;
  silence: Silence;
  /** When its window closed without a decision, and what followed; null: neither. */
  endedAt: string | null;
  endedAs: Silence | null;
};
