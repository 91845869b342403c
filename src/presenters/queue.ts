import type { PortfolioLine } from '../domain/stages/portfolio.ts';
import type { QueueEntry, Submission } from '../domain/stages/queue.ts';
import { milestoneRef, type Resource } from './resource.ts';

const entryOf = ({ id, project, milestone }: Pick<Submission, 'id' | 'project' | 'milestone'>) => ({
  submissionId: id,
  company: { id: project.id, name: project.name },
  milestone: milestoneRef(milestone),
  stage: milestone.stage,
});

/** What waits for a coach in all their companies, oldest first. */
export const queueResource = ({
  lines,
  total,
  asked,
}: {
  lines: readonly QueueEntry[];
  total: number;
  asked: number;
}): Resource => ({
  queue: lines.map((one) => ({
    number: one.nth,
    kind: one.kind,
    percent: one.percent,
    ...entryOf(one),
    partOf: one.partOf,
    by: one.by,
    since: one.since,
    evidence: one.evidence.map(({ title, url, value }) => ({ title, url, value })),
    evidenceCount: one.pieces,
  })),
  total,
  waitingForAnswer: asked,
});

/** How each of several decisions ended. */
export const decidedResource = (
  results: readonly { entry: Submission; is: 'decided' | 'stale' | 'refused' }[],
): Resource => ({
  decisions: results.map(({ entry, is }) => ({ ...entryOf(entry), ended: is })),
});

/** The companies of a coach, the most worrying first. */
export const portfolioResource = (lines: readonly PortfolioLine[]): Resource => ({
  companies: lines.map(({ project, severity, silentDays, trend, ...line }) => ({
    company: { id: project.id, name: project.name },
    stage: line.stage,
    daysInStage: line.days,
    usualDays: trend?.median ?? null,
    trend: trend?.is ?? null,
    severity,
    reason: line.reason,
    lastUpdate: line.lastUpdate,
    daysSinceUpdate: silentDays,
    openTasks: line.openTasks,
    waiting: line.waiting,
  })),
});
