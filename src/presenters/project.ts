import type { ProjectFacts } from '../domain/facts.ts';
import { healthOf, signalsOf } from '../domain/health/health.ts';
import { projectProgress } from '../domain/plan/progress.ts';
import type { HistoryEntry } from '../domain/project/history.ts';
import { labelOf, type ProjectLabel } from '../domain/project/label.ts';
import type { Project } from '../domain/project/project.ts';
import type { Role } from '../domain/project/roles.ts';
import { blockerOf, healthSummary, riskOf } from './health.ts';
import { openDecisionOf } from './launch.ts';
import { lineOf } from './plan.ts';
import { milestoneRef, moneyOf, personName, projectRef, type Resource } from './resource.ts';

/** What a project says of itself. */
export const projectOf = (project: Project) => ({
  ...projectRef(project),
  kind: project.kind,
  status: project.status,
  target: project.target,
  zone: project.zone,
  price: moneyOf(project.price, project.currency),
  policies: policiesOf(project),
  version: project.version,
});

const policiesOf = ({ policies: of }: Project) => ({
  approver: of.approver,
  approvals: of.approvals,
  evidenceRequired: of.evidenceRequired,
  demoRequired: of.demoRequired,
  acceptanceDays: of.acceptanceDays,
  silence: of.silence,
  moneyOn: of.moneyOn,
  paymentGate: of.paymentGate,
  maxDays: of.maxDays,
  valueRequired: of.valueRequired,
  scopeLock: of.scopeLock,
  satisfaction: of.satisfaction,
  impartial: of.impartial,
  evidenceReaction: of.evidenceReaction,
});

/** A project with its plan, its health and what is open. `today` is YYYY-MM-DD in its zone. */
export function projectResource(facts: ProjectFacts, { today }: { today: string }): Resource {
  const { project, milestones, blockers, risks, decisions } = facts;
  return {
    project: { ...projectOf(project), percent: projectProgress(milestones) },
    health: healthSummary(healthOf(signalsOf(facts, today))),
    milestones: milestones.map((line) => lineOf(line, milestones)),
    blockers: blockers.map(blockerOf),
    risks: risks.map((risk) =>
      riskOf({
        ...risk,
        owner: null,
        resolvedBy: null,
        milestone: milestones.find(({ id }) => id === risk.milestoneId) ?? null,
      }),
    ),
    decisions: decisions.map(openDecisionOf),
  };
}

/** Somebody's projects, with the role that they have in each. */
export const projectsResource = (
  rows: readonly ({ project: Project; role: Role | null } & Omit<ProjectLabel, 'name'>)[],
): Resource => ({
  projects: rows.map(({ project, role, nth, namesakes }) => ({
    ...projectOf(project),
    label: labelOf({ name: project.name, nth, namesakes }),
    role,
  })),
});

/** The rules of a project. */
export const policiesResource = ({ project }: { project: Project }): Resource => ({
  project: projectRef(project),
  policies: policiesOf(project),
});

/** The days on which nobody works, YYYY-MM-DD. */
export const holidaysResource = ({ project }: { project: Project }): Resource => ({
  project: projectRef(project),
  holidays: project.holidays,
});

/** What happened, newest first; `before` and `after` hold what the event of that type declares. */
export const historyResource = (entries: readonly HistoryEntry[], hasMore: boolean): Resource => ({
  history: entries.map(({ type, at, by, milestone, platform, note, before, after }) => ({
    type,
    at,
    byName: personName(by),
    milestone: milestone && milestoneRef(milestone),
    platform,
    note,
    before: { ...before },
    after: { ...after },
  })),
  hasMore,
});

/** What was taken back, in words. */
export const undoResource = (project: Project, words: string): Resource => ({
  project: projectRef(project),
  undone: words,
});
