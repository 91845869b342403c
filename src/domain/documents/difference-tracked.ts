import { newRisk, type Risk } from '../health/risk.ts';
import { type Metric, newMetric } from '../launch/metric.ts';
import { nextNumber } from '../numbering.ts';
import { kindOf, newCadence, type ProjectCadence } from '../rhythm/project-cadence.ts';
import type { DocumentCadence, DocumentMetric, PlanDocument } from './document.ts';
import {
  changedFields,
  type ImportContext,
  type LivingPlan,
  type Part,
  partOf,
  pastDay,
  personNamed,
} from './living-plan.ts';
import type { FindMilestone } from './milestone-matches.ts';

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Splits a checkpoint into a date or the text of a stage. */
const checkpointOf = ({ checkpoint }: DocumentMetric): Pick<Metric, 'checkpoint' | 'stage'> => {
  if (checkpoint === null) return { checkpoint: null, stage: null };
  return isDay(checkpoint) ? { checkpoint, stage: null } : { checkpoint: null, stage: checkpoint };
};

/** Compares metrics (LCH-6). Their values stay; a checkpoint in the past is not announced. */
export function metricsDiffer({ metrics }: PlanDocument, plan: LivingPlan, at: ImportContext): Part {
  return partOf('metric', plan, at, nextNumber(plan.metrics, plan.spent.M), {
    rows: plan.metrics,
    entries: metrics,
    by: 'name',
    add: (entry, key) => {
      const when = checkpointOf(entry);
      const row = newMetric({ ...key, name: entry.name, target: entry.target, ...when });
      return { ...row, toldFor: pastDay(when.checkpoint, at) };
    },
    set: (row, entry) => {
      const when = entry.checkpoint === null ? {} : checkpointOf(entry);
      const set = changedFields<Metric>(row, { target: entry.target ?? row.target, ...when });
      return set && 'checkpoint' in set ? { ...set, checkpointAt: null } : set;
    },
    name: ({ name }) => name,
    changed: (_, { checkpointAt: __, ...set }) => Object.keys(set).join(', '),
  });
}

/** Compares risks (LCH-7). Resolved ones stay resolved. */
export function risksDiffer(
  { risks }: PlanDocument,
  plan: LivingPlan,
  find: FindMilestone,
  at: ImportContext,
): Part {
  const unknown = risks.flatMap(({ milestone }) => (milestone && !find(milestone) ? [milestone] : []));
  const part = partOf('risk', plan, at, nextNumber(plan.risks, plan.spent.R), {
    rows: plan.risks,
    entries: risks,
    by: 'text',
    isClosed: ({ resolvedAt }) => resolvedAt !== null,
    add: ({ text, level, resolveBy, owner, milestone }, key) =>
      newRisk({
        ...key,
        text,
        resolveBy,
        ...(level && { level }),
        ownerId: personNamed(plan, owner) ?? null,
        milestoneId: (milestone && find(milestone)?.id) ?? null,
        openedById: at.personId,
        openedAt: at.now,
      }),
    set: (row, { level, resolveBy, owner, milestone }) =>
      changedFields<Risk>(row, {
        level: level ?? row.level,
        resolveBy: resolveBy ?? row.resolveBy,
        ownerId: personNamed(plan, owner) ?? row.ownerId,
        milestoneId: (milestone && find(milestone)?.id) ?? row.milestoneId,
      }),
    name: ({ text }) => text,
    changed: (_, set) => Object.keys(set).map(riskWord).join(', '),
  });
  const remarks = [...new Set(unknown)].map(
    (label) => `There is no milestone “${label}”, so its risk is one of the whole project.`,
  );
  return { ...part, remarks };
}

const riskWord = (field: string) =>
  ({ resolveBy: 'resolve by', ownerId: 'owner', milestoneId: 'milestone' })[field] ?? field;

/** Compares cadences (LCH-8). A date in the past counts as done. */
export function cadencesDiffer({ cadence }: PlanDocument, plan: LivingPlan, at: ImportContext): Part {
  return partOf('cadence', plan, at, nextNumber(plan.cadences, plan.spent.C), {
    rows: plan.cadences.filter(({ state }) => state !== 'off'),
    entries: cadence,
    by: 'what',
    add: (entry, key) => cadenceOf(entry, key, at),
    set: (row, { rule }) => {
      if (rule === ruleOf(row)) return undefined;
      const { every, on, at: time } = at.readRule(rule);
      return { rule, every, on, at: time, nextAt: null };
    },
    name: ({ what }) => what,
    changed: (row, { rule }) => `${ruleOf(row)} → ${rule}`,
    off: { state: 'off', nextAt: null },
  });
}

function cadenceOf(
  { what, rule }: DocumentCadence,
  key: Pick<ProjectCadence, 'id' | 'projectId' | 'number'>,
  at: ImportContext,
): ProjectCadence {
  const { every, on, at: time } = at.readRule(rule);
  const percent = on === null ? undefined : /^(\d{1,3})\s?%/.exec(what)?.[1];
  const expects = percent !== undefined && Number(percent) <= 100;
  const kind = expects ? 'expect' : on !== null && kindOf(what) === 'note' ? 'announcement' : kindOf(what);
  const row = newCadence({
    ...key,
    what,
    ownerId: at.personId,
    rule,
    every,
    on,
    at: time,
    kind,
    ...(expects ? { percent: Number(percent) } : {}),
  });
  return on !== null && on < at.today ? { ...row, state: 'done' } : row;
}

/** Formats the rule of a cadence as documents write it. */
export const ruleOf = ({ rule, every, on, at }: ProjectCadence): string => {
  if (rule !== null) return rule;
  if (on !== null) return `${on} ${at}`;
  return every === null ? 'when it is needed' : everyWords(every);
};

const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function everyWords({ days, at }: NonNullable<ProjectCadence['every']>): string {
  if (days !== 'working' && days.length === 7) return `every day at ${at}`;
  if (days === 'working') return `every working day at ${at}`;
  return `every ${days.map((day) => names[day - 1]).join(', ')} at ${at}`;
}
