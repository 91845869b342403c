import type { Priority, Status } from '../plan/milestone.ts';

/** The state of a checklist line: `[ ]`, `[x]` or ✅, 🔄, ⏳, ❌ or struck out. */
export type ItemState = 'open' | 'done' | 'in_progress' | 'waiting' | 'failed';

/** A checklist line, from `start` to `date`. `depth` is its nesting level. */
export type DocumentItem = {
  text: string;
  state: ItemState;
  start: string | null;
  date: string | null;
  priority: Priority | null;
  owner: string | null;
  depth: number;
};

/** A milestone from a heading or table row, with its content. Dates are YYYY-MM-DD. */
export type DocumentMilestone = {
  name: string;
  /** The index of its parent among the milestones; null at the top. */
  parent: number | null;
  start: string | null;
  due: string | null;
  /** `dropped`: cut in the document, with everything below it. */
  status: Status | 'dropped';
  priority: Priority | null;
  /** Whole percent of the project's value. */
  share: number | null;
  owner: string | null;
  /** Lines of prose. */
  description: string[];
  items: DocumentItem[];
};

/** A decision, `on` a date (LCH-4). */
export type DocumentDecision = {
  question: string;
  on: string | null;
  criteria: string[];
  fallback: string | null;
  /** Names of the voters. */
  voters: string[];
};
/** A metric with its target (LCH-6). `checkpoint` is a date, else the text of its heading. */
export type DocumentMetric = { name: string; target: string | null; checkpoint: string | null };
/** A risk and the date to resolve it by (LCH-7). */
export type DocumentRisk = {
  text: string;
  level: 'high' | 'medium' | 'low' | null;
  resolveBy: string | null;
  owner: string | null;
  /** The milestone that it threatens, by its label; null: the whole project. */
  milestone: string | null;
};
/** One milestone that requires another, by their labels: a name, or a path where others have the name (MODEL-3). */
export type DocumentLink = { milestone: string; requires: string };
/** An action for a condition that holds on a date (LCH-5). */
export type DocumentContingency = { on: string | null; when: string; action: string };
/** A recurring or dated message (LCH-8). `rule` starts with a date if there is one. */
export type DocumentCadence = { what: string; rule: string };

/** A note on a line that was not understood or contradicts itself. */
export type Remark = { line: number; text: string };

/** How ambiguous numeric dates such as 10/12/2026 were read. */
export type FigureReading = {
  /** Which number comes first. */
  order: 'day' | 'month';
  /** Where the order comes from: language and zone of the importer (`reader`), the default, or their choice. */
  by: 'reader' | 'default' | 'choice';
  /** The first such date, as written. */
  example: string;
  /** The document read in the other order. */
  other: PlanDocument;
};

/** A plan read from a Markdown document (LCH-1). */
export type PlanDocument = {
  title: string | null;
  /** The document's own date, else the date of reading. */
  today: string;
  /** The launch date. */
  target: string | null;
  description: string[];
  milestones: DocumentMilestone[];
  dependencies: DocumentLink[];
  decisions: DocumentDecision[];
  metrics: DocumentMetric[];
  risks: DocumentRisk[];
  contingencies: DocumentContingency[];
  cadence: DocumentCadence[];
  /** Lines that were not understood. */
  unread: Remark[];
  /** Notes on lines that were understood, such as a contradicting weekday. */
  remarks: Remark[];
  /** Absent if no date is ambiguous or other dates settle the order. */
  figures?: FigureReading;
};

/** A document without content. */
export const emptyDocument = (today: string): PlanDocument => ({
  title: null,
  today,
  target: null,
  description: [],
  milestones: [],
  dependencies: [],
  decisions: [],
  metrics: [],
  risks: [],
  contingencies: [],
  cadence: [],
  unread: [],
  remarks: [],
});
