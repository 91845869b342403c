import type { Priority, Status } from '../plan/milestone.ts';

/** How far a line of a checklist is: `[ ]`, `[x]` or ✅, 🔄, ⏳, ❌ or struck out. */
export type ItemState = 'open' | 'done' | 'in_progress' | 'waiting' | 'failed';

/** A line of a milestone's checklist, from `start` to `date`. `depth` counts the items that it is nested in. */
export type DocumentItem = {
  text: string;
  state: ItemState;
  start: string | null;
  date: string | null;
  priority: Priority | null;
  owner: string | null;
  depth: number;
};

/** A heading, or the row of a table, with what stands below it. Dates are YYYY-MM-DD. */
export type DocumentMilestone = {
  name: string;
  /** The heading that it stands below, as its place among the milestones; null at the top. */
  parent: number | null;
  start: string | null;
  due: string | null;
  /** What was cut is `dropped`, with all that stands below it. */
  status: Status | 'dropped';
  priority: Priority | null;
  /** Whole per cent of the project's value. */
  share: number | null;
  owner: string | null;
  /** What the document says about it in prose, a line each. */
  description: string[];
  items: DocumentItem[];
};

/** A question that is decided on a day (LCH-4). */
export type DocumentDecision = {
  question: string;
  on: string | null;
  criteria: string[];
  fallback: string | null;
  /** Names of those who decide. */
  voters: string[];
};
/** A figure to reach (LCH-6). `checkpoint` is a day, else the words of the heading it stands below. */
export type DocumentMetric = { name: string; target: string | null; checkpoint: string | null };
/** What could go wrong, and by when that must be settled (LCH-7). */
export type DocumentRisk = {
  text: string;
  level: 'high' | 'medium' | 'low' | null;
  resolveBy: string | null;
  owner: string | null;
};
/** What is done when something holds on a day (LCH-5). */
export type DocumentContingency = { on: string | null; when: string; action: string };
/** What is said again and again, or on a day (LCH-8). `rule` begins with a day where there is one. */
export type DocumentCadence = { what: string; rule: string };

/** Something that the reader should know of a line: it was not understood, or it contradicts itself. */
export type Remark = { line: number; text: string };

/** How a document's dates in figures were read that could be two: 10/12/2026. */
export type FigureReading = {
  /** Which figure is the day: the first one, or the second one behind the month. */
  order: 'day' | 'month';
  /** Who said so: the language and zone of whoever imports (`reader`), nobody (`default`), or their choice. */
  by: 'reader' | 'default' | 'choice';
  /** The first such date, as it is written. */
  example: string;
  /** The document as the other order reads it. */
  other: PlanDocument;
};

/** A plan as a Markdown document says it (LCH-1). */
export type PlanDocument = {
  title: string | null;
  /** The document's own day, else the one that it is read on. */
  today: string;
  /** The day of the launch. */
  target: string | null;
  description: string[];
  milestones: DocumentMilestone[];
  decisions: DocumentDecision[];
  metrics: DocumentMetric[];
  risks: DocumentRisk[];
  contingencies: DocumentContingency[];
  cadence: DocumentCadence[];
  /** Lines that nothing else holds, by number from 1. */
  unread: Remark[];
  /** Lines that were understood, with something to say about them: a weekday that is not that day's. */
  remarks: Remark[];
  /** Absent where no date could be two, or the document's own dates tell the order. */
  figures?: FigureReading;
};

/** A document without content. */
export const emptyDocument = (today: string): PlanDocument => ({
  title: null,
  today,
  target: null,
  description: [],
  milestones: [],
  decisions: [],
  metrics: [],
  risks: [],
  contingencies: [],
  cadence: [],
  unread: [],
  remarks: [],
});
