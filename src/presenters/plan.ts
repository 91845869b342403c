import type { KnownUpdate, MilestoneFacts, PlanFacts, PlanLine } from '../domain/facts.ts';
import { riskKey } from '../domain/health/risk.ts';
import { amountOf } from '../domain/money/money.ts';
import { lastPage, type PagePosition } from '../domain/page.ts';
import type { BurnUp } from '../domain/plan/burn-up.ts';
import { type ProgressNode, progressOf } from '../domain/plan/progress.ts';
import { type Period, type TimedMilestone, timelineOf } from '../domain/plan/timeline.ts';
import type { Project } from '../domain/project/project.ts';
import { blockerOf } from './health.ts';
import { milestoneRef, moneyOf, personRef, projectRef, type Resource } from './resource.ts';
import { evidenceOf, reviewOf } from './review.ts';

type Summarised = Omit<PlanLine, 'items'> & Pick<ProgressNode, 'items'>;

/** A milestone in a list; `all` are those that its progress is computed from. Its assignee has no name there. */
export const lineOf = (line: Summarised, all: readonly ProgressNode[], assignee: string | null = null) => ({
  id: line.id,
  ...milestoneRef(line),
  parentId: line.parentId,
  order: line.order,
  status: line.status,
  submittedAt: line.submittedAt,
  percent: progressOf(line, all),
  share: line.share,
  dueDate: line.dueDate,
  ownerParty: line.ownerParty,
  assignee: personRef(line.assigneeId, assignee),
  blocksGoLive: line.blocksGoLive,
});

/** Milestones of a project, parents before children. */
export const milestonesResource = (
  { project, milestones }: PlanFacts,
  shown: readonly PlanLine[] = milestones,
): Resource => ({
  project: projectRef(project),
  milestones: shown.map((line) => lineOf(line, milestones)),
});

/** The page that a list was cut to. */
export const pageResource = ({ number, total }: PagePosition & { total: number }): Resource => ({
  number,
  of: lastPage(total),
  total,
});

/** One milestone with everything that its card shows. */
export const milestoneResource = (facts: MilestoneFacts): Resource => ({
  project: projectRef(facts.project),
  milestone: milestoneOf(facts),
});

const updateOf = ({ percent, note, authorId, author, at }: KnownUpdate) => ({
  percent,
  note,
  author: personRef(authorId, author),
  at,
});

function milestoneOf(facts: MilestoneFacts) {
  const { milestone, items, children, lastUpdate, report } = facts;
  return {
    ...lineOf({ ...milestone, items }, children, facts.assignee),
    description: milestone.description,
    outcome: milestone.outcome,
    type: milestone.type,
    priority: milestone.priority,
    startDate: milestone.startDate,
    riskAfter: milestone.riskAfter,
    price: partOfPrice(facts),
    submittedBy: personRef(milestone.submittedById, facts.submittedBy),
    doneAt: milestone.doneAt,
    doneBy: personRef(milestone.doneById, facts.doneBy),
    droppedAt: milestone.droppedAt,
    dropReason: milestone.dropReason,
    items: items.map((item) => ({
      number: `${milestone.number}.${item.number}`,
      kind: item.kind,
      text: item.text,
      done: item.done,
      skipReason: item.skipReason,
    })),
    evidence: facts.evidence.map((piece) => evidenceOf(piece, facts)),
    review: reviewOf(facts),
    lastUpdate: lastUpdate && updateOf(lastUpdate),
    report: report && {
      ...updateOf(report),
      state: report.state,
      decidedBy: personRef(report.decidedById, report.decidedBy ?? null),
      decidedAt: report.decidedAt,
      reason: report.reason,
    },
    blockers: facts.blockers.map(blockerOf),
    risks: facts.risks.map(({ number, text, level, mitigation }) => ({
      key: riskKey({ number }),
      text,
      level,
      mitigation,
    })),
    requires: facts.requires.map(linkedOf),
    enables: facts.enables.map(linkedOf),
    children: children.map(({ id, parentId, number, name, status }) => ({
      id,
      parentId,
      number,
      name,
      status,
    })),
    version: milestone.version,
  };
}

const linkedOf = ({ id, number, name, status }: MilestoneFacts['requires'][number]) => ({
  id,
  number,
  name,
  status,
});

function partOfPrice({ milestone, project, shares }: MilestoneFacts) {
  const { price, currency, policies } = project;
  if (price === null || !policies.moneyOn) return null;
  if (milestone.share === null && milestone.extra === 0) return null;
  return moneyOf(amountOf(milestone, price, shares), currency);
}

/** The work done against its scope, day by day. */
export const burnUpResource = (
  { project }: { project: Project },
  { measure, points, done, scope, readyOn }: BurnUp,
): Resource => ({
  project: projectRef(project),
  burnUp: { measure, points: points.map((point) => ({ ...point })), done, scope, readyOn },
});

const spanOf = ({ span, from, milestones }: Period<TimedMilestone>) => ({
  span,
  from,
  milestones: milestones.map(timedOf),
});

const timedOf = (one: TimedMilestone) => ({
  ...milestoneRef(one),
  status: one.status,
  startDate: one.startDate,
  dueDate: one.dueDate,
  doneAt: one.doneAt,
});

/** A plan in the order of time. `today` is YYYY-MM-DD in its zone. */
export function timelineResource(
  { project, milestones }: { project: Project; milestones: readonly TimedMilestone[] },
  today: string,
): Resource {
  const { done, overdue, week, later, after, undated } = timelineOf(milestones, project, today);
  return {
    project: projectRef(project),
    timeline: {
      done: done.map(spanOf),
      overdue: overdue.map(timedOf),
      week: week.map(spanOf),
      later: later.map(spanOf),
      after: after.map(spanOf),
      undated: undated.map(timedOf),
    },
  };
}
