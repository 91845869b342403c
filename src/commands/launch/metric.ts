import * as z from 'zod';
import { metricsCard } from '../../../cards/views/launch/metrics.ts';
import { removedNumbers } from '../../../db/queries/plan/removed-numbers.ts';
import { definedFieldsOf, sameFieldsOf } from '../../domain/event-fields.ts';
import {
  type Metric,
  type MetricWithValues,
  metricLetter,
  metricName,
  newMetric,
} from '../../domain/launch/metric.ts';
import { targetOf } from '../../domain/launch/target.ts';
import { nextNumber } from '../../domain/numbering.ts';
import { invalid, ok, rule } from '../../domain/outcome.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { fold } from '../../domain/text/fold.ts';
import { dateSlot, textSlot } from '../../grammar/slot.ts';
import { metricsResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';
import { parseNumber, refuseUnknown } from '../../runner/references/numbered.ts';
import { loadAllMetrics, type Metrics } from './metric-facts.ts';

/** Whether a text is one figure with a unit; more words may be a date or a name. */
const isTarget = (text: string) =>
  /^\D*\d[\d.,]*\s?[%+]?\s?\p{L}{0,3}$/u.test(text) && targetOf(text) !== undefined;

type Facts = Metrics & { known: MetricWithValues | undefined; spent: number | undefined; isNew: boolean };

/** Adds a metric, or changes an existing one (LCH-6). */
export const metric = defineCommand({
  name: 'metric',
  summary: 'Add a metric, or change its target.',
  title: 'Add a metric',
  examples: [
    'metric "page load" target:"<2s" checkpoint:"19 feb"',
    'metric "sign-ups" target:100+',
    'metric M2 target:"under 1 s"',
  ],
  input: z.object({
    name: textSlot('rest', 'Name of the metric', { max: 100, orNumber: 'M' }, 'Page load'),
    target: textSlot('key', 'Target', { max: 60, reads: isTarget }, '< 2 s').optional(),
    checkpoint: dateSlot('Checkpoint').optional(),
  }),
  async load(tx, { name }, who) {
    const all = await loadAllMetrics(tx, who, 'changing');
    const { metrics } = all;
    // the form opens without a name
    const number = parseNumber(name ?? '', metricLetter);
    const known = metrics.find((one) =>
      number === undefined ? fold(one.name) === fold(name ?? '') : one.number === number,
    );
    if (number !== undefined && !known) return refuseUnknown(name, metricLetter, metrics.map(metricName));
    const { M: spent } = await removedNumbers(tx, all.project.id);
    return ok<Facts>({ ...all, known, spent, isNew: known === undefined });
  },
  permit: (who) => needs(who, contributors),
  decide(facts, { name, target: typed, checkpoint }, _who, at) {
    const target = typed?.toLowerCase() === 'none' ? null : typed;
    if (target && !targetOf(target)) return invalid('metric', 'target', unread(target));
    const { known, project, metrics } = facts;
    const given = definedFieldsOf({ target, checkpoint });
    if (known) return change(facts, known, given);
    const number = nextNumber(metrics, facts.spent);
    const row = newMetric({ id: at.newId(), projectId: project.id, number, name, ...given });
    const after = { what: metricName(row), ...given };
    const made = { ...row, values: [] };
    return ok({
      changes: [{ add: 'metric', row }],
      events: [{ type: 'metric_added', after }],
      next: { ...facts, known: made, metrics: [...metrics, made] },
    });
  },
  view: (facts, _who, at) => metricsCard(facts, at),
  resource: metricsResource,
  done: ({ known, isNew }) => `Metric ${excerpt(metricName(known), 100)} ${isNew ? 'added' : 'changed'}.`,
});

type Given = Partial<Pick<Metric, 'target' | 'checkpoint'>>;

function change(facts: Facts, known: MetricWithValues, given: Given) {
  const fields = (Object.keys(given) as (keyof Given)[]).filter((field) => given[field] !== known[field]);
  if (fields.length === 0) return rule(`Nothing changed: ${metricName(known)} already has these values.`);
  const set: Given = Object.fromEntries(fields.map((field) => [field, given[field]]));
  const before = sameFieldsOf<Given>(set, known);
  const next = { ...known, ...set };
  return ok({
    changes: [
      {
        alter: 'metric' as const,
        id: known.id,
        set: { ...set, ...('checkpoint' in set ? { checkpointAt: null } : {}) },
      },
    ],
    events: [{ type: 'metric_changed' as const, before, after: { what: metricName(known), ...set } }],
    next: { ...facts, known: next, metrics: facts.metrics.map((one) => (one.id === known.id ? next : one)) },
  });
}

const unread = (target: string) =>
  `The target “${excerpt(target, 60)}” cannot be read. Write < 2 s, at least 100, 99%, under $5,000 or 100+.`;
