import type { Change } from '../change.ts';
import { newRisk, type Risk } from '../health/risk.ts';
import { type Metric, newMetric } from '../launch/metric.ts';
import { nextNumber } from '../numbering.ts';
import { kindOf, newCadence, type ProjectCadence } from '../rhythm/project-cadence.ts';
import type { DocumentCadence, DocumentMetric, PlanDocument } from './document.ts';
import {
  addMany,
  changedFields,
  type LivingPlan,
  type Making,
  noPart,
  type Part,
  paired,
  personNamed,
} from './living-plan.ts';

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** A checkpoint is a day, else the words of a stage. */
const checkpointOf = ({ checkpoint }: DocumentMetric): Pick<Metric, 'checkpoint' | 'stage'> => {
  if (checkpoint === null) return { checkpoint: null, stage: null };
  return isDay(checkpoint) ? { checkpoint, stage: null } : { checkpoint: null, stage: checkpoint };
};

/** How metrics differ (LCH-6); their values stay. A checkpoint that has passed is not told. */
export function metricsDiffer({ metrics }: PlanDocument, plan: LivingPlan, at: Making): Part {
  const { pairs, fresh, gone } = paired(plan.metrics, metrics, 'name');
  const first = nextNumber(plan.metrics, plan.spent.M);
  const rows = fresh.map((said, index) => {
    const when = checkpointOf(said);
    const of = { id: at.newId(), projectId: plan.project.id, number: first + index, name: said.name };
    const past = when.checkpoint !== null && when.checkpoint < at.today;
    return { ...newMetric({ ...of, target: said.target, ...when }), toldFor: past ? when.checkpoint : null };
  });
  const altered = pairs.flatMap(([row, said]) => {
    const when = said.checkpoint === null ? {} : checkpointOf(said);
    const set = changedFields<Metric>(row, { target: said.target ?? row.target, ...when });
    return set ? [{ row, set: 'checkpoint' in set ? { ...set, checkpointAt: null } : set }] : [];
  });
  return {
    ...noPart('metric'),
    changes: [
      ...addMany('metric', rows),
      ...altered.map(({ row, set }): Change => ({ alter: 'metric', id: row.id, set })),
    ],
    added: rows.length,
    changed: altered.map(
      ({ row, set }) =>
        `${row.name}: ${Object.keys(set)
          .filter((field) => field !== 'checkpointAt')
          .join(', ')}`,
    ),
    gone: gone.map(({ id, name }) => ({ name, drop: [{ remove: 'metric', id }] })),
  };
}

/** How risks differ (LCH-7); a resolved one stays resolved. */
export function risksDiffer({ risks }: PlanDocument, plan: LivingPlan, at: Making): Part {
  const { pairs, fresh, gone } = paired(plan.risks, risks, 'text');
  const first = nextNumber(plan.risks, plan.spent.R);
  const rows = fresh.map(({ text, level, resolveBy, owner }, index) =>
    newRisk({
      ...{ id: at.newId(), projectId: plan.project.id, number: first + index, text, resolveBy },
      ...(level === null ? {} : { level }),
      ...{ ownerId: personNamed(plan, owner) ?? null, openedById: at.personId, openedAt: at.now },
    }),
  );
  const altered = pairs.flatMap(([row, { level, resolveBy, owner }]) => {
    if (row.resolvedAt !== null) return [];
    const set = changedFields<Risk>(row, {
      ...{ level: level ?? row.level, resolveBy: resolveBy ?? row.resolveBy },
      ownerId: personNamed(plan, owner) ?? row.ownerId,
    });
    return set ? [{ row, set }] : [];
  });
  return {
    ...noPart('risk'),
    changes: [
      ...addMany('risk', rows),
      ...altered.map(({ row, set }): Change => ({ alter: 'risk', id: row.id, set })),
    ],
    added: rows.length,
    changed: altered.map(({ row, set }) => `${row.text}: ${Object.keys(set).map(riskWord).join(', ')}`),
    gone: gone
      .filter(({ resolvedAt }) => resolvedAt === null)
      .map(({ id, text }) => ({ name: text, drop: [{ remove: 'risk', id }] })),
  };
}

const riskWord = (field: string) =>
  field === 'resolveBy' ? 'resolve by' : field === 'ownerId' ? 'owner' : field;

/** How cadences differ (LCH-8). A day that has passed is through. */
export function cadencesDiffer({ cadence }: PlanDocument, plan: LivingPlan, at: Making): Part {
  const there = plan.cadences.filter(({ state }) => state !== 'off');
  const { pairs, fresh, gone } = paired(there, cadence, 'what');
  const first = nextNumber(plan.cadences);
  const rows = fresh.map((said, index) => cadenceOf(said, first + index, plan, at));
  const altered = pairs.flatMap(([row, { rule }]) => {
    if (rule === ruleOf(row)) return [];
    const { every, on, at: time } = at.readRule(rule);
    return [{ row, set: { rule, every, on, at: time, nextAt: null } }];
  });
  return {
    ...noPart('cadence'),
    changes: [
      ...addMany('cadence', rows),
      ...altered.map(({ row, set }): Change => ({ alter: 'cadence', id: row.id, set })),
    ],
    added: rows.length,
    changed: altered.map(({ row, set }) => `${row.what}: ${ruleOf(row)} → ${set.rule}`),
    gone: gone.map(({ id, what }) => ({
      name: what,
      drop: [{ alter: 'cadence', id, set: { state: 'off', nextAt: null } }],
    })),
  };
}

function cadenceOf(
  { what, rule }: DocumentCadence,
  number: number,
  plan: LivingPlan,
  at: Making,
): ProjectCadence {
  const { every, on, at: time } = at.readRule(rule);
  const percent = on === null ? undefined : /^(\d{1,3})\s?%/.exec(what)?.[1];
  const expects = percent !== undefined && Number(percent) <= 100;
  const kind = expects ? 'expect' : on !== null && kindOf(what) === 'note' ? 'announcement' : kindOf(what);
  const row = newCadence({
    ...{ id: at.newId(), projectId: plan.project.id, number, what, ownerId: at.personId, rule },
    ...{ every, on, at: time, kind, ...(expects ? { percent: Number(percent) } : {}) },
  });
  return on !== null && on < at.today ? { ...row, state: 'done' } : row;
}

/** The rule as a document says it. */
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
