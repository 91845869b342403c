import { healthOf, type Severity, type SignalFacts, signalsOf } from '../health/health.ts';
import type { Project } from '../project/project.ts';
import { calendarDays } from '../time/dates.ts';
import { localDays } from '../time/local-days.ts';
import type { Step } from './achievement.ts';
import type { StageKey } from './stage.ts';
import { medianOf, type StageTime, stageTimes, takenDays } from './times.ts';

/** A company as its coach's portfolio reads it. */
export type FollowedCompany = {
  /** Of its milestones, those that health is computed from. */
  signals: SignalFacts;
  /** Oldest first. */
  steps: Step[];
  /** The last report, submission or piece of evidence, an ISO instant; null: none. */
  lastUpdateAt: string | null;
  openTasks: number;
  /** Submissions that wait for its coaches. */
  waiting: number;
};

/** How the days in a stage compare with those that the coach's other companies took for it, `median`. */
export type Trend = { is: 'slower' | 'as_usual' | 'faster'; median: number };

/** A company in a portfolio (STG-5). Days are YYYY-MM-DD in its zone. */
export type PortfolioLine = {
  project: Pick<Project, 'id' | 'name'>;
  /** The current stage; null: all are achieved. */
  stage: StageKey | null;
  /** The days in it; null without one. */
  days: number | null;
  severity: Severity;
  /** The worst signal in words; null without any. */
  reason: string | null;
  lastUpdate: string | null;
  /** The days since then, or since the start where nothing was reported. */
  silentDays: number;
  openTasks: number;
  waiting: number;
  /** Null where no other company of the coach has achieved the stage. */
  trend: Trend | null;
};

/** Returns a coach's companies, the most worrying first (docs/metrics.md). `todayOf` returns today in a zone. */
export function portfolioOf(
  companies: readonly FollowedCompany[],
  todayOf: (zone: string) => string,
): PortfolioLine[] {
  const dayOf = localDays();
  const timed = companies.map((company) => {
    const { project, began } = company.signals;
    const today = todayOf(project.zone);
    return {
      company,
      today,
      times: stageTimes({ steps: company.steps, began, zone: project.zone }, today, dayOf),
    };
  });
  return timed
    .map((one): PortfolioLine => {
      const { company, today, times } = one;
      const { project, began } = company.signals;
      const current = times.find(({ isCurrent }) => isCurrent);
      const others = timed.flatMap((other) => (other === one ? [] : [other.times]));
      const health = healthOf(signalsOf(company.signals, today));
      const lastUpdate = company.lastUpdateAt && dayOf(company.lastUpdateAt, project.zone);
      return {
        project: { id: project.id, name: project.name },
        stage: current?.stage ?? null,
        days: current?.days ?? null,
        severity: health.severity,
        reason: health.reasons[0] ?? null,
        lastUpdate,
        silentDays: Math.max(0, calendarDays(lastUpdate ?? dayOf(began, project.zone), today)),
        openTasks: company.openTasks,
        waiting: company.waiting,
        trend: current ? trendOf(current, others) : null,
      };
    })
    .sort(byWorry);
}

function trendOf({ stage, days }: StageTime, others: readonly (readonly StageTime[])[]): Trend | null {
  const median = medianOf(takenDays(others, stage));
  if (median === null || days === null) return null;
  return { is: days > median ? 'slower' : days < median ? 'faster' : 'as_usual', median };
}

const isSlow = ({ trend }: PortfolioLine) => (trend?.is === 'slower' ? 1 : 0);

/** Unfinished first, then by health, trend, silence and days in the stage; the name decides what is left. */
const byWorry = (a: PortfolioLine, b: PortfolioLine): number =>
  Number(a.stage === null) - Number(b.stage === null) ||
  b.severity - a.severity ||
  isSlow(b) - isSlow(a) ||
  b.silentDays - a.silentDays ||
  (b.days ?? 0) - (a.days ?? 0) ||
  a.project.name.localeCompare(b.project.name) ||
  a.project.id.localeCompare(b.project.id);
