import { calendarDays } from '../time/dates.ts';

/** The outcomes of a decision, which are also the choices of a voter (LCH-4). */
export const verdicts = ['go', 'no_go', 'conditions'] as const;
/** An outcome of a decision. */
export type Verdict = (typeof verdicts)[number];

/**
 * A criterion of a decision; `readCriterion` reads `text`. While it is open, `met` is a person's answer, null
 * if none; once closed, the judgement at that time with its figure.
 */
export type DecisionCriterion = { text: string; met: boolean | null; figure?: string };

/** A question to decide on a day (LCH-4). People type its number, "D2". */
export type DecisionPoint = {
  id: string;
  projectId: string;
  number: number;
  question: string;
  /** YYYY-MM-DD; null: no set day. */
  on: string | null;
  criteria: DecisionCriterion[];
  /** The action after a no-go, a text for `readRemedy`. */
  fallback: string | null;
  /** Null while it is open. */
  outcome: Verdict | null;
  /** The reason of a no-go, or the conditions of a go. */
  outcomeNote: string | null;
  decidedById: string | null;
  /** An ISO instant, as all times here. */
  decidedAt: string | null;
  /** The go-live when it was closed, YYYY-MM-DD; null: open, or there was none. */
  targetThen: string | null;
  /** When its fallback was applied. */
  fellBackAt: string | null;
  /** When the rooms are asked; null: the schedule computes it again. */
  askAt: string | null;
  /** The last day that the schedule has asked for. */
  askedFor: string | null;
  createdById: string;
  version: number;
};

/** An open decision in a list. */
export type OpenDecision = Pick<DecisionPoint, 'number' | 'question' | 'on'>;

/** A no-go, as health judges it. */
export type NoGo = Pick<DecisionPoint, 'number' | 'decidedAt' | 'targetThen' | 'fallback'>;

/** A voter of a decision; `choice` null: not voted yet. */
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

/** Returns a decision's key, "D2", as people type it; milestones have bare numbers. */
export const decisionKey = ({ number }: Pick<DecisionPoint, 'number'>): string => `D${number}`;

/** Formats a decision for lists and refusals: "D2 Go for 19 Feb?". */
export const decisionName = (decision: Pick<DecisionPoint, 'number' | 'question'>): string =>
  `${decisionKey(decision)} ${decision.question}`;

/** Returns a new, open decision with criteria as typed; the schedule computes when it asks. */
export const newDecision = (
  of: Pick<DecisionPoint, 'id' | 'projectId' | 'number' | 'question' | 'on' | 'createdById'> &
    Partial<Pick<DecisionPoint, 'fallback'>> & { criteria?: readonly string[] },
): DecisionPoint => ({
  ...of,
  criteria: (of.criteria ?? []).map((text) => ({ text, met: null })),
  fallback: of.fallback ?? null,
  outcome: null,
  outcomeNote: null,
  decidedById: null,
  decidedAt: null,
  targetThen: null,
  fellBackAt: null,
  askAt: null,
  askedFor: null,
  version: 1,
});

/** Returns a voter who has not voted yet. */
export const newVote = (of: Pick<Vote, 'id' | 'projectId' | 'decisionId' | 'personId'>): Vote => ({
  ...of,
  choice: null,
  note: null,
  at: null,
});

/**
 * Returns the outcome once everybody has voted (LCH-4): any no-go is a no-go, any condition makes it a go
 * with conditions. Undefined while a vote is missing, and without voters.
 */
export function tally(votes: readonly Pick<Vote, 'choice'>[]): Verdict | undefined {
  const choices = votes.map(({ choice }) => choice);
  if (choices.length === 0 || choices.includes(null)) return undefined;
  if (choices.includes('no_go')) return 'no_go';
  return choices.includes('conditions') ? 'conditions' : 'go';
}

const maxDaysAhead = 7;

/** Whether a decision is due within a week or overdue. `today` is YYYY-MM-DD. */
export const isToDecide = ({ on }: Pick<DecisionPoint, 'on'>, today: string): boolean =>
  on !== null && calendarDays(today, on) <= maxDaysAhead;
