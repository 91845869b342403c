/** What a decision comes to, and what a voter may say (LCH-4). */
export const verdicts = ['go', 'no_go', 'conditions'] as const;
/** One of these. */
export type Verdict = (typeof verdicts)[number];

/** What a decision goes by: `text` as `readCriterion` reads it. `met` is what people said; null: nobody did. */
export type DecisionCriterion = { text: string; met: boolean | null };

/** A question that is decided on a day (LCH-4). People type its number, "D2". */
export type DecisionPoint = {
  id: string;
  projectId: string;
  number: number;
  question: string;
  /** YYYY-MM-DD; null: whenever somebody decides. */
  on: string | null;
  criteria: DecisionCriterion[];
  /** What is done after a no-go, as `readAction` reads it. */
  fallback: string | null;
  /** Null while it is open. */
  outcome: Verdict | null;
  /** The reason of a no-go, the conditions of a go. */
  outcomeNote: string | null;
  decidedById: string | null;
  /** An ISO instant, as all moments here. */
  decidedAt: string | null;
  /** When its fallback was carried out. */
  fellBackAt: string | null;
  /** When the rooms are asked; null: the schedule plans it anew. */
  askAt: string | null;
  /** The day that the schedule is through with. */
  askedFor: string | null;
  createdById: string;
  version: number;
};

/** A voter of a decision; `choice` null: they have not voted. */
export type Vote = {
  id: string;
  projectId: string;
  decisionId: string;
  personId: string;
  choice: Verdict | null;
  note: string | null;
  /** An ISO instant. */
  at: string | null;
};
