import type { Blocker } from '../health/blocker.ts';
import { type MetricWithValues, metricName, metricStatus } from '../launch/metric.ts';
import type { TargetStatus } from '../launch/target.ts';
import type { Evidence, Item, Milestone } from '../plan/milestone.ts';
import type { Project } from '../project/project.ts';
import { uncovered } from '../review/approvable.ts';
import { fold } from '../text/fold.ts';
import { type Achievement, type StageState, stageStates } from './achievement.ts';
import { type StageKey, type Threshold, thresholdOf } from './stage.ts';
import type { StageTasks } from './stage-tasks.ts';

/** The milestone of a stage, with what its decision needs. */
export type Stage = Milestone & {
  stage: StageKey;
  /** By number. */
  items: Item[];
  evidence: Evidence[];
  /** Open blockers. */
  blockers: Pick<Blocker, 'id'>[];
  /** The open submission; null without one. */
  openReviewId: string | null;
  /** The tasks below it (APR-7). */
  tasks: StageTasks;
};

/** A decision about a stage, with the name of the coach. */
export type NamedAchievement = Achievement & { by: string | null };

/** A coach of a company. `ofCompany`: they worked there before they became its coach. */
export type Coach = { id: string; name: string; ofCompany: boolean };

/** A company that is coached through its stages (STG-1). */
export type Company = {
  project: Project;
  /** The first event of the history, an ISO instant. */
  began: string;
  /** In order; empty where the project has none. */
  stages: Stage[];
  /** Oldest first. */
  decided: NamedAchievement[];
  metrics: MetricWithValues[];
  /** Active coaches, by name. */
  coaches: Coach[];
};

/** The figure of a criterion: its metric with the last value, and whether that reaches the threshold. */
export type CriterionFigure = {
  metric: string;
  value: string | null;
  target: string;
  status: TargetStatus['is'];
};

/** A criterion of a stage, and what speaks for it. */
export type CriterionStanding = {
  item: Item;
  /** Ticked by a coach, or its figure is reached. */
  isMet: boolean;
  evidence: Evidence[];
  figure: CriterionFigure | null;
};

/** How a stage stands, with its criteria. */
export type StageStanding = {
  stage: Stage;
  state: StageState;
  criteria: CriterionStanding[];
  /** Evidence that names no criterion. */
  unnamed: Evidence[];
  /** The last decision about it; null before the first. */
  last: NamedAchievement | null;
  /** Titles of evidence that its achievement counted and that is gone since. */
  missing: string[];
};

/** Returns how each stage of a company stands, in order. */
export function standingsOf({ stages, decided, metrics, began }: Company): StageStanding[] {
  const states = stageStates(decided, began);
  return stages.flatMap((stage) => {
    const state = states.find((one) => one.stage === stage.stage);
    if (!state) return [];
    const last = decided.findLast((one) => one.stage === stage.stage) ?? null;
    const present = new Set(stage.evidence.map(({ id }) => id));
    const counted = last?.achieved ? last.evidence : [];
    return [
      {
        stage,
        state,
        criteria: stage.items
          .filter(({ kind }) => kind === 'criterion')
          .map((item) => criterionOf(item, stage, metrics)),
        unnamed: stage.evidence.filter(({ itemId }) => itemId === null),
        last,
        missing: counted.filter(({ id }) => !present.has(id)).map(({ title }) => title),
      },
    ];
  });
}

function criterionOf(item: Item, stage: Stage, metrics: readonly MetricWithValues[]): CriterionStanding {
  const figure = figureOf(thresholdOf(stage.stage, item.text), metrics);
  return {
    item,
    isMet: item.done || figure?.status === 'met',
    evidence: stage.evidence.filter(({ itemId }) => itemId === item.id),
    figure,
  };
}

/** Returns the figure of a threshold by the newest value of the metrics of its name. */
function figureOf(
  threshold: Threshold | undefined,
  metrics: readonly MetricWithValues[],
): CriterionFigure | null {
  if (!threshold) return null;
  const { metric: name, target } = threshold;
  const known = metrics.filter(
    (one) => fold(one.name) === fold(name) || fold(one.name).startsWith(`${fold(name)},`),
  );
  const newest = known
    .flatMap((one) => one.values.map((value) => ({ one, ...value })))
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .at(-1);
  const metric = newest?.one ?? known[0];
  return {
    metric: metric ? metricName(metric) : name,
    value: newest?.value ?? null,
    target,
    status: metricStatus({ target, values: newest ? [newest] : [] }).is,
  };
}

/** Returns the unmet criteria that a decision of this coach would have no evidence for (APR-4). */
export function uncoveredBy(standing: StageStanding, counted: readonly Evidence[]): Item[] {
  const items = standing.criteria.map(({ item, isMet }) => ({ ...item, done: isMet }));
  return uncovered(items, counted);
}

/**
 * Returns the evidence that a coach may decide on: a coach who belongs to the company not on their own, where the
 * policy asks for impartial coaches (STG-2).
 */
export function countedFor({ project, coaches }: Company, { evidence }: Stage, personId: string): Evidence[] {
  const isOfCompany = coaches.some(({ id, ofCompany }) => id === personId && ofCompany);
  if (!isOfCompany || !project.policies.impartial) return evidence;
  return evidence.filter(({ addedById }) => addedById !== personId);
}
