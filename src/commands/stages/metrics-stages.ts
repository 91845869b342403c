import * as z from 'zod';
import { comparisonCard, stageMetricsCard, stageRecordsCard } from '../../../cards/views/stages/metrics.ts';
import { noCompanies } from '../../../cards/views/stages/queue.ts';
import type { Tx } from '../../../db/database.ts';
import { projectsOf } from '../../../db/queries/directory/who.ts';
import { loadPaths, loadStageRecords } from '../../../db/queries/stages/stage-records.ts';
import { foundProject, type Outcome, ok, rule } from '../../domain/outcome.ts';
import { needs, type Who } from '../../domain/project/access.ts';
import { labelOf, matchesProject } from '../../domain/project/label.ts';
import { isCoached } from '../../domain/project/policies.ts';
import type { Project } from '../../domain/project/project.ts';
import type { Role } from '../../domain/project/roles.ts';
import { chooseOne } from '../../domain/reference.ts';
import {
  compareStages,
  type StageComparison,
  type StageFigure,
  type StageMetrics,
  stageFigures,
  stageMetrics,
} from '../../domain/stages/metrics.ts';
import { stageDeciders, stageViewers } from '../../domain/stages/roles.ts';
import { type StageKey, stageKeys } from '../../domain/stages/stage.ts';
import { todayIn } from '../../domain/time/dates.ts';
import { choiceSlot, pageSlot, textSlot } from '../../grammar/slot.ts';
import { stageMetricsResource } from '../../presenters/stage-metrics.ts';
import { defineCommand } from '../../runner/define.ts';
import { roleFrom } from '../../runner/who.ts';
import { stageSlot } from './stage-slot.ts';

type Facts = {
  /** Undefined: all companies that the person coaches. */
  of: { project: Project; role: Role; stages: StageMetrics[] } | undefined;
  /** Of the companies that the person coaches; empty where they do not coach the one that is shown. */
  compared: StageComparison[];
  companies: number;
  shown: { stage: StageKey; figure: StageFigure } | undefined;
  page: number | undefined;
};

/**
 * Shows the figures of the stages of a company, or compares all companies of a coach (STG-3). It is not `metrics`, which
 * lists what a company measures.
 */
export const metricsStages = defineCommand({
  name: 'metrics-stages',
  summary: 'Show how long each stage takes, with its tasks, updates, approvals and evidence.',
  title: 'Figures of stages',
  submit: 'Show',
  examples: ['metrics stages', 'metrics stages "Acme"', 'metrics stages stage:first-customer figure:tasks'],
  scope: 'workspace',
  input: z.object({
    company: textSlot('rest', 'Company', { max: 200, rephrased: true }, 'Acme').optional(),
    stage: stageSlot('key').optional(),
    figure: choiceSlot('key', 'Records of', stageFigures).optional(),
    page: pageSlot().optional(),
  }),
  async load(tx, { company, stage, figure, page }, who, { now }): Promise<Outcome<Facts>> {
    const found = await meant(tx, company, who);
    if (!found.ok) return found;
    const of = found.value;
    const records = of && foundProject(await loadStageRecords(tx, of.project.id));
    if (records && !records.ok) return records;
    const isCoach = of === undefined || stageDeciders.includes(of.role);
    const paths = isCoach ? await loadPaths(tx, who.person.id) : [];
    const todayOf = (zone: string) => todayIn(now, zone);
    return ok<Facts>({
      of: of && records && { ...of, stages: stageMetrics(records.value, todayOf(of.project.zone)) },
      compared: paths.length > 0 ? compareStages(paths, todayOf, of?.project.id) : [],
      companies: paths.length,
      shown: stage || figure ? { stage: stage ?? stageKeys[0], figure: figure ?? 'tasks' } : undefined,
      page,
    });
  },
  permit: (who, { of }) => (of ? needs({ ...who, role: of.role }, stageViewers) : undefined),
  view({ of, compared, companies, shown, page }, _who, { now }) {
    if (!of)
      return companies === 0
        ? noCompanies('These figures compare the companies that you coach, and you coach none.')
        : comparisonCard(compared, companies);
    const { project, stages } = of;
    const today = todayIn(now, project.zone);
    const one = shown && stages.find(({ stage }) => stage === shown.stage);
    return one && shown
      ? stageRecordsCard(one, shown.figure, { project, page })
      : stageMetricsCard({ project, stages, compared, companies, today });
  },
  resource: ({ of, compared, companies }) => stageMetricsResource(of, compared, companies),
});

/** Returns the company that is named, else that of the channel or button; undefined where none is meant. */
async function meant(
  tx: Tx,
  typed: string | undefined,
  who: Who,
): Promise<Outcome<{ project: Project; role: Role } | undefined>> {
  const { project, role } = who;
  if (typed === undefined) return ok(project && isCoached(project.kind) ? { project, role } : undefined);
  const rows = (await projectsOf(tx, who.person)).filter((row) => isCoached(row.project.kind));
  const mine = rows.map((row) => ({
    name: labelOf({ ...row, name: row.project.name }),
    label: { ...row, name: row.project.name },
    row,
  }));
  const fitting = mine.filter(({ label }) => matchesProject(label, typed));
  if (fitting.length === 0)
    return rule(`None of your companies is called “${typed}”.`, 'See those that you coach with “portfolio”.');
  const one = chooseOne('project', typed, fitting, ({ name }) => name);
  return one.ok ? ok({ project: one.value.row.project, role: roleFrom(one.value.row, who) }) : one;
}
