import { meanOf } from '../health/kpi-records.ts';
import type { NamedMilestone, Review } from '../plan/milestone.ts';
import { localDays } from '../time/local-days.ts';
import { type StageKey, stageKeys } from './stage.ts';
import { medianOf, type Path, type StageTime, stageTimes, takenDays } from './times.ts';

/** What the figures of a stage are about (STG-3); docs/metrics.md defines each. */
export const stageFigures = ['tasks', 'updates', 'approvals', 'evidence'] as const;
/** What a figure of a stage is about. */
export type StageFigure = (typeof stageFigures)[number];

/** A record of a stage: of its own milestone, or of one below it. Instants are ISO 8601. */
type OfStage = NamedMilestone & { stage: StageKey };

/** A milestone below a stage that is not dropped. */
export type TaskRecord = OfStage & {
  isDone: boolean;
  isSubmitted: boolean;
  /** Its first record in the history. */
  firstAt: string | null;
  doneAt: string | null;
};
/** A report of progress. */
export type UpdateRecord = OfStage & { at: string; by: string | null; percent: number; note: string | null };
/** A decision about a submission. */
export type DecisionRecord = OfStage & {
  decision: Extract<Review['outcome'], 'approved' | 'returned'>;
  at: string;
  by: string | null;
};
/** A piece of evidence. */
export type EvidenceRecord = OfStage & { title: string; url: string | null; at: string; by: string | null };

/** What the figures of a company are computed from. */
export type StageRecords = Path & {
  tasks: TaskRecord[];
  updates: UpdateRecord[];
  decisions: DecisionRecord[];
  evidence: EvidenceRecord[];
};

/** The figures of a stage of a company, with the records behind them. */
export type StageMetrics = StageTime & {
  tasks: { total: number; active: number; completed: number; records: TaskRecord[] };
  /** Days from the first record of a completed task to its completion, with one decimal; null without one. */
  completionDays: { average: number | null; median: number | null };
  updates: UpdateRecord[];
  /** Approved decisions in percent with one decimal, rounded down; null without decisions. */
  approvalRate: number | null;
  decisions: DecisionRecord[];
  evidence: EvidenceRecord[];
};

/** Computes the figures of each stage of a company on a day, in order. */
export function stageMetrics(records: StageRecords, today: string): StageMetrics[] {
  return stageTimes(records, today, localDays()).map((time) => {
    const isOf = <R extends OfStage>({ stage }: R) => stage === time.stage;
    const tasks = records.tasks.filter(isOf);
    const decisions = records.decisions.filter(isOf);
    const completed = tasks.filter(({ isDone }) => isDone);
    const days = completed.flatMap((task) => completionDays(task) ?? []);
    return {
      ...time,
      tasks: {
        total: tasks.length,
        active: tasks.length - completed.length,
        completed: completed.length,
        records: tasks,
      },
      completionDays: { average: meanOf(days), median: medianOf(days) },
      updates: records.updates.filter(isOf),
      approvalRate: rateOf(decisions),
      decisions,
      evidence: records.evidence.filter(isOf),
    };
  });
}

const dayMs = 86_400_000;

/** Returns the days from the first record of a task to its completion, with one decimal; null if it is not done. */
export const completionDays = ({ isDone, firstAt, doneAt }: TaskRecord): number | null =>
  isDone && firstAt !== null && doneAt !== null
    ? Math.round((10 * Math.max(0, Date.parse(doneAt) - Date.parse(firstAt))) / dayMs) / 10
    : null;

const rateOf = (decisions: readonly DecisionRecord[]): number | null =>
  decisions.length === 0
    ? null
    : Math.floor(
        (1000 * decisions.filter(({ decision }) => decision === 'approved').length) / decisions.length,
      ) / 10;

/** A company whose path is compared with others. */
export type ComparedCompany = Path & { id: string };

/** How the companies of a coach did in a stage. */
export type StageComparison = {
  stage: StageKey;
  /** The companies that have achieved it. */
  achieved: number;
  /** The companies whose current stage it is. */
  current: number;
  /** Of the days of those that have achieved it, with one decimal; null without one. */
  average: number | null;
  median: number | null;
  /** The place of one company among those that have achieved it, the fastest first; null for one that has not. */
  place: number | null;
};

/** Compares the companies of a coach in each stage, and says where one of them stands. */
export function compareStages(
  companies: readonly ComparedCompany[],
  todayOf: (zone: string) => string,
  companyId?: string,
): StageComparison[] {
  const dayOf = localDays();
  const timed = companies.map((one) => ({ id: one.id, times: stageTimes(one, todayOf(one.zone), dayOf) }));
  const all = timed.map(({ times }) => times);
  const own = timed.find(({ id }) => id === companyId);
  return stageKeys.map((stage) => {
    const days = takenDays(all, stage);
    const [mine] = own ? takenDays([own.times], stage) : [];
    return {
      stage,
      achieved: days.length,
      current: all.flat().filter((time) => time.stage === stage && time.isCurrent).length,
      average: meanOf(days),
      median: medianOf(days),
      place: mine === undefined ? null : 1 + days.filter((one) => one < mine).length,
    };
  });
}
