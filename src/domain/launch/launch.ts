import type { NamedPerson } from '../facts.ts';
import type { Milestone, Review } from '../plan/milestone.ts';
import type { Project } from '../project/project.ts';
import type { Blocker } from '../time/schedule.ts';
import type { Contingency } from './contingency.ts';
import { type Judgement, judge, type PlanState } from './criteria.ts';
import { readCriterion } from './criteria-text.ts';
import type { DecisionPoint, Vote } from './decision-point.ts';

/** A plan as decisions and contingencies look at it: what is done, what is in the way, what could be moved. */
export type LaunchFacts = {
  project: Project;
  /** Not dropped, by number. */
  milestones: (PlanState['milestones'][number] &
    Pick<Milestone, 'startDate' | 'version'> & {
      /** The open one, if any. */
      reviews: Pick<Review, 'id'>[];
    })[];
  /** The open ones, by number. */
  blockers: Pick<Blocker, 'id' | 'number' | 'milestoneId'>[];
  metrics: PlanState['metrics'];
};

/** A decision with its voters, and who closed it. */
export type DecisionWithVotes = DecisionPoint & {
  /** In the order in which they were named. */
  votes: (Vote & { voter: NamedPerson })[];
  decidedBy: string | null;
};

/** Everything that the card of a decision shows. */
export type DecisionFacts = LaunchFacts & { decision: DecisionWithVotes };

/** Everything that the card of a contingency shows. */
export type ContingencyFacts = LaunchFacts & { contingency: Contingency & { decidedBy: string | null } };

/** A criterion as it is understood, and how it stands. `manual`: people say whether it is met. */
export type JudgedCriterion = Judgement & { text: string; manual: boolean };

/** How the criteria of a decision stand, in their order; once it is closed, how they stood then. */
export const judgedCriteria = ({ decision, ...at }: DecisionFacts): JudgedCriterion[] =>
  decision.criteria.map(({ text, met, figure = '' }) => {
    const criterion = readCriterion(text);
    const stands = decision.outcome ? { met, figure } : judge(criterion, at, met);
    return { text, manual: criterion.is === 'manual', ...stands };
  });
