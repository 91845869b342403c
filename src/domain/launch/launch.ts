import type { NamedPerson } from '../facts.ts';
import type { Blocker } from '../health/blocker.ts';
import type { SentInvoice } from '../money/sent.ts';
import type { Milestone, Review } from '../plan/milestone.ts';
import type { Project } from '../project/project.ts';
import type { Contingency } from './contingency.ts';
import { type Judgement, judge, type PlanState } from './criteria.ts';
import { readCriterion } from './criteria-text.ts';
import type { DecisionPoint, Vote } from './decision-point.ts';

/** What decisions and contingencies need of a plan: its state, and what they could move. */
export type LaunchFacts = {
  project: Project;
  /** Without dropped ones, by number. */
  milestones: (PlanState['milestones'][number] &
    Pick<Milestone, 'startDate' | 'version'> & {
      /** The open review, if any. */
      reviews: Pick<Review, 'id'>[];
    })[];
  /** Sent invoices, by age. */
  invoices: SentInvoice[];
  /** Open blockers, by number. */
  blockers: Pick<Blocker, 'id' | 'number' | 'milestoneId'>[];
  metrics: PlanState['metrics'];
};

/** A decision with its voters and the name of who closed it. */
export type DecisionWithVotes = DecisionPoint & {
  /** In the order of naming. */
  votes: (Vote & { voter: NamedPerson })[];
  decidedBy: string | null;
};

/** What the card of a decision shows. */
export type DecisionFacts = LaunchFacts & { decision: DecisionWithVotes };

/** What the card of a contingency shows. */
export type ContingencyFacts = LaunchFacts & { contingency: Contingency & { decidedBy: string | null } };

/** A criterion and its judgement. `manual`: a person decides whether it is met. */
export type JudgedCriterion = Judgement & { text: string; manual: boolean };

/** Judges the criteria of a decision in order; once it is closed, returns the recorded judgements. */
export const judgedCriteria = ({ decision, ...at }: DecisionFacts): JudgedCriterion[] =>
  decision.criteria.map(({ text, met, figure = '' }) => {
    const criterion = readCriterion(text);
    const judgement = decision.outcome ? { met, figure } : judge(criterion, at, met);
    return { text, manual: criterion.is === 'manual', ...judgement };
  });
