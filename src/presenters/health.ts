import type { Blocker } from '../domain/health/blocker.ts';
import { blockerKey } from '../domain/health/blocker.ts';
import type { Burn } from '../domain/health/burn.ts';
import type { Warning } from '../domain/health/early-warnings.ts';
import type { Health } from '../domain/health/health.ts';
import { type Kpi, type KpiPeriod, type KpiRecord, meetsTarget } from '../domain/health/kpi-records.ts';
import { type RiskWithNames, riskKey } from '../domain/health/risk.ts';
import type { Project } from '../domain/project/project.ts';
import { milestoneRef, moneyOf, personRef, projectRef, type Resource } from './resource.ts';

/** An open blocker. */
export const blockerOf = (blocker: Blocker) => ({
  key: blockerKey(blocker),
  text: blocker.text,
  waitsFor: blocker.by,
  milestoneId: blocker.milestoneId,
  openedBy: personRef(blocker.openedById, null),
  openedAt: blocker.openedAt,
});

/** A risk. */
export const riskOf = (risk: RiskWithNames) => ({
  key: riskKey(risk),
  text: risk.text,
  level: risk.level,
  mitigation: risk.mitigation,
  milestone: risk.milestone && milestoneRef(risk.milestone),
  resolveBy: risk.resolveBy,
  owner: personRef(risk.ownerId, risk.owner),
  openedBy: personRef(risk.openedById, null),
  openedAt: risk.openedAt,
  resolvedBy: personRef(risk.resolvedById, risk.resolvedBy),
  resolvedAt: risk.resolvedAt,
});

/** The risks of a project, by number. */
export const risksResource = ({
  project,
  risks,
}: {
  project: Project;
  risks: readonly RiskWithNames[];
}): Resource => ({ project: projectRef(project), risks: risks.map(riskOf) });

/** The badges of a project and the reasons for them. */
export const healthSummary = ({
  status,
  risk,
  confidence,
  goLive,
  reasons,
  headline,
  target,
  days,
}: Health) => ({
  status: word(status),
  risk: word(risk),
  confidence: word(confidence),
  goLive: word(goLive),
  headline,
  reasons,
  target,
  daysLeft: days,
});

const word = (badge: string) => badge.toLowerCase().replaceAll(' ', '_');

/** Health with what is used up and what to do. */
export const healthResource = (
  project: Project,
  { health, burn, warnings }: { health: Health; burn: Burn; warnings: readonly Warning[] },
): Resource => ({
  project: projectRef(project),
  health: {
    ...healthSummary(health),
    time: burn.time && { ...burn.time },
    budget: burn.budget && {
      used: moneyOf(burn.budget.used, burn.budget.currency),
      total: moneyOf(burn.budget.total, burn.budget.currency),
    },
    riskLeft: burn.riskLeft,
    warnings: warnings.map(({ advice, why, names: of }) => ({ advice, why, of })),
  },
});

/** The figures of a period with their targets and the records behind each; `project` null: all of somebody's. */
export const kpiResource = (
  project: Project | undefined,
  { from, to }: KpiPeriod,
  kpis: readonly Kpi[],
): Resource => ({
  project: project ? projectRef(project) : null,
  from,
  to,
  kpis: kpis.map((kpi) => ({
    name: kpi.name,
    value: kpi.value,
    unit: kpi.unit,
    target: kpi.target,
    met: meetsTarget(kpi),
    records: kpi.records.map(recordOf),
  })),
});

/** A record behind a figure; the outcome is that of a review. */
function recordOf({ zone: _, ...record }: KpiRecord) {
  if (!('outcome' in record)) return record;
  const { outcome: _label, ...of } = record;
  if (of.is !== 'approval_rate') return of;
  const { decision: outcome, ...rest } = of;
  return { ...rest, outcome };
}
