import { type Contingency, contingencyKey } from '../domain/launch/contingency.ts';
import { judge } from '../domain/launch/criteria.ts';
import { readCriterion } from '../domain/launch/criteria-text.ts';
import { decisionKey, type OpenDecision } from '../domain/launch/decision-point.ts';
import type { Effect } from '../domain/launch/effect.ts';
import {
  type ContingencyFacts,
  type DecisionFacts,
  type DecisionWithVotes,
  judgedCriteria,
} from '../domain/launch/launch.ts';
import { type MetricWithValues, metricKey, metricStatus } from '../domain/launch/metric.ts';
import type { Retrospective } from '../domain/launch/retrospective.ts';
import type { LookbackFacts } from '../domain/plan/past.ts';
import type { Project } from '../domain/project/project.ts';
import { milestoneRef, personName, personRef, projectRef, type Resource } from './resource.ts';

type Of = { project: Project };

/** A decision that is open, as a project lists it. */
export const openDecisionOf = (decision: OpenDecision) => ({
  key: decisionKey(decision),
  question: decision.question,
  on: decision.on,
});

const decisionOf = (decision: DecisionWithVotes) => ({
  ...openDecisionOf(decision),
  outcome: decision.outcome,
  outcomeNote: decision.outcomeNote,
  decidedBy: personRef(decision.decidedById, decision.decidedBy),
  decidedAt: decision.decidedAt,
  fallback: decision.fallback,
  fellBackAt: decision.fellBackAt,
  votes: decision.votes.map(({ personId, voter, choice, note, at }) => ({
    voter: personRef(personId, voter.name),
    choice,
    note,
    at,
  })),
  version: decision.version,
});

/** A decision with its votes, and how its criteria stand. */
export const decisionResource = (facts: DecisionFacts): Resource => ({
  project: projectRef(facts.project),
  decision: {
    ...decisionOf(facts.decision),
    criteria: judgedCriteria(facts).map(({ text, met, figure, manual }, index) => ({
      key: `${decisionKey(facts.decision)}.${index + 1}`,
      text,
      met,
      figure,
      manual,
    })),
  },
});

/** The decisions of a project, by number. */
export const decisionsResource = ({
  project,
  all,
}: Of & { all: readonly DecisionWithVotes[] }): Resource => ({
  project: projectRef(project),
  decisions: all.map(decisionOf),
});

type KnownContingency = Contingency & { decidedBy: string | null };

const contingencyOf = (one: KnownContingency) => ({
  key: contingencyKey(one),
  on: one.on,
  when: one.when,
  action: one.action,
  outcome: one.outcome,
  decidedBy: personRef(one.decidedById, one.decidedBy),
  decidedAt: one.decidedAt,
  version: one.version,
});

/** A contingency, and whether what it waits for holds now; null where nobody can say. */
export function contingencyResource({ contingency, ...at }: ContingencyFacts): Resource {
  const { met, figure } = judge(readCriterion(contingency.when), at);
  return {
    project: projectRef(at.project),
    contingency: { ...contingencyOf(contingency), holds: met, figure },
  };
}

/** The contingencies of a project, by number. */
export const contingenciesResource = ({
  project,
  all,
}: Of & { all: readonly KnownContingency[] }): Resource => ({
  project: projectRef(project),
  contingencies: all.map(contingencyOf),
});

/** The metrics of a project with their last values, oldest first, and whether each is met; null where nobody can say. */
export const metricsResource = ({
  project,
  metrics,
}: Of & { metrics: readonly MetricWithValues[] }): Resource => ({
  project: projectRef(project),
  metrics: metrics.map((metric) => {
    const { is } = metricStatus(metric);
    return {
      key: metricKey(metric),
      name: metric.name,
      target: metric.target,
      met: is === 'unknown' ? null : is === 'met',
      checkpoint: metric.checkpoint,
      stage: metric.stage,
      values: metric.values.map(({ value, note, at }) => ({ value, note, at })),
    };
  }),
});

/** What a shift of the plan moves; `applied` once it has. */
export function shiftResource({
  project,
  days,
  effect,
  applied,
}: Of & { days: number; effect: Effect; applied: boolean }): Resource {
  const shift = effect.is === 'shift' ? effect.shift : { target: null, milestones: [] };
  return {
    project: projectRef(project),
    shift: {
      days,
      applied,
      target: shift.target,
      milestones: shift.milestones.map(({ start, due, ...one }) => ({ ...milestoneRef(one), start, due })),
    },
  };
}

/** What there is to learn from a project. */
export const retrospectiveResource = (
  { project, ratings }: Pick<LookbackFacts, 'project' | 'ratings'>,
  of: Retrospective,
): Resource => ({
  project: projectRef(project),
  retrospective: {
    isOver: of.isFinished,
    milestones: of.dates.map((one) => ({
      ...milestoneRef(one),
      planned: one.planned,
      actual: one.actual,
      daysLate: one.late,
    })),
    moves: of.moves.map(({ of: milestone, was, is, shift, by, why }) => ({
      milestone: milestone && milestoneRef(milestone),
      was,
      is,
      shift: shift && { ...shift },
      byName: personName(by),
      why,
    })),
    decisions: of.decisions.map((one) => ({
      key: decisionKey(one),
      question: one.question,
      outcome: one.outcome,
      outcomeNote: one.outcomeNote,
      decidedByName: personName(one.decidedBy),
      decidedAt: one.decidedAt,
      fellBackAt: one.fellBackAt,
    })),
    missed: of.missed.map((one) => ({ ...milestoneRef(one), days: one.days })),
    open: of.open.map((one) => ({ ...milestoneRef(one), days: one.days })),
    dropped: of.dropped.map((one) => ({ ...milestoneRef(one), why: one.why })),
    ratings: ratings.map(({ number, name, outcome, score, comment, by }) => ({
      milestone: number === null || name === null ? null : milestoneRef({ number, name, outcome }),
      score,
      comment,
      byName: personName(by),
    })),
  },
});
