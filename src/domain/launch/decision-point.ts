import { calendarDays } from '../time/dates.ts';

/** What a decision comes to, and what a voter may say (LCH-4). */
export const verdicts = ['go', 'no_go', 'conditions'] as const;
/** One of these. */
export type Verdict = (typeof verdicts)[number];

/**
 * What a decision goes by: `text` as `readCriterion` reads it. While it is open, `met` is what people
 * said, null where nobody did; once it is closed, how it stood then, with its figure.
 */
export type DecisionCriterion = { text: string; met: boolean | null; figure?: string };

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

/** A decision that is open, as lists name it. */
export type OpenDecision = Pick<DecisionPoint, 'number' | 'question' | 'on'>;

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

/** "D2": how a decision is named and typed; milestones have bare numbers. */
export const decisionKey = ({ number }: Pick<DecisionPoint, 'number'>): string => `D${number}`;

/** "D2 Go for 19 Feb?", as lists and refusals name it. */
export const decisionName = (decision: Pick<DecisionPoint, 'number' | 'question'>): string =>
  `${decisionKey(decision)} ${decision.question}`;

/** A decision as it begins; the schedule plans when it asks. Criteria are as somebody wrote them. */
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
  fellBackAt: null,
  askAt: null,
  askedFor: null,
  version: 1,
});

/** A voter who has not voted yet. */
export const newVote = (of: Pick<Vote, 'id' | 'projectId' | 'decisionId' | 'personId'>): Vote => ({
  ...of,
  choice: null,
  note: null,
  at: null,
});

/**
 * What the votes come to once everybody who must vote has voted (LCH-4): any no-go is a no-go, any
 * condition makes it a go with conditions. Undefined while somebody is missing, and where nobody votes.
 */
export function tally(votes: readonly Pick<Vote, 'choice'>[]): Verdict | undefined {
  const choices = votes.map(({ choice }) => choice);
  if (choices.length === 0 || choices.includes(null)) return undefined;
  if (choices.includes('no_go')) return 'no_go';
  return choices.includes('conditions') ? 'conditions' : 'go';
}

const soonDays = 7;

/** Whether it is to be decided within a week, or should have been. `today` is YYYY-MM-DD. */
export const isToDecide = ({ on }: Pick<DecisionPoint, 'on'>, today: string): boolean =>
  on !== null && calendarDays(today, on) <= soonDays;
