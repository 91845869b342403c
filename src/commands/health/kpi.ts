import * as z from 'zod';
import { kpiPicture } from '../../../cards/pictures/kpi.ts';
import { kpiCard, kpiRecordsCard } from '../../../cards/views/health/kpi.ts';
import { type KpiScope, loadKpiRecords, loadPricedProjects } from '../../../db/queries/health/kpi.ts';
import { kpisOf } from '../../domain/health/kpi.ts';
import { type Kpi, type KpiName, type KpiPeriod, kpiNames } from '../../domain/health/kpi-records.ts';
import { invalid, ok, refuse } from '../../domain/outcome.ts';
import {
  contributors,
  isReadByCustomers,
  needs,
  seesCosts,
  viewers,
  type Who,
} from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { choiceSlot, dateSlot, pageSlot } from '../../grammar/slot.ts';
import { kpiResource } from '../../presenters/health.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { withoutProject } from '../../runner/who.ts';

type Facts = {
  /** Undefined: all projects that the person may see. */
  project: Project | undefined;
  period: KpiPeriod;
  kpis: Kpi[];
  /** The figure whose records are shown. */
  shown: KpiName | undefined;
  page: number | undefined;
};

/** Shows the figures of a project or of all one's projects, and the records behind each (KPI). */
export const kpi = defineCommand({
  name: 'kpi',
  summary: 'Show on-time completion, approvals, scope, payments and profit.',
  title: 'Figures',
  submit: 'Show',
  examples: ['kpi', 'kpi from:"1 dec" to:"31 dec"', 'kpi all', 'kpi on-time'],
  scope: 'workspace',
  input: z.object({
    what: choiceSlot('place', 'All projects, or the records of a figure', ['all', ...kpiNames]).optional(),
    from: dateSlot('From').optional(),
    to: dateSlot('To').optional(),
    over: choiceSlot('key', 'Over', ['project', 'all']).optional(),
    page: pageSlot().optional(),
  }),
  async load(tx, { what, from, to, over, page }, who, at) {
    const period = { from: from ?? null, to: to ?? null };
    if (period.from && period.to && period.from > period.to)
      return invalid('kpi', 'to', 'The last day must not be before the first.');
    const isAll = what === 'all' || over === 'all';
    if (!isAll && !who.project) return refuse(await withoutProject(tx, who));
    const project = isAll ? undefined : who.project;
    const scope: KpiScope = project
      ? { projectId: project.id, seesCosts: seesCosts(who) }
      : { personId: who.person.id, seesCosts: !isReadByCustomers(who.room) };
    const records = await loadKpiRecords(tx, scope, period);
    const kpis = kpisOf({ ...records, priced: await loadPricedProjects(tx, scope) }, period, at.today);
    return ok<Facts>({ project, period, kpis, shown: what === 'all' ? undefined : what, page });
  },
  // customers never see costs or profit
  permit: (who, { project, shown }) =>
    project ? needs(who, shown === 'profitability' ? contributors : viewers) : undefined,
  view({ project, period, kpis, shown, page }, who, at) {
    const { today } = at;
    const found = kpis.find(({ name }) => name === shown);
    return found
      ? kpiRecordsCard(found, { project, period, today, page })
      : kpiCard(kpis, { project, period, today }, pictureOf({ project, period, kpis }, who, at));
  },
  resource: ({ project, period, kpis }) => kpiResource(project, period, kpis),
});

/**
 * The picture of one project's figures over its whole time: an address names no period and not all of somebody's
 * projects. Profit is drawn only in the direct chat of a person who may see it, because viewers read the team's rooms.
 */
function pictureOf(
  { project, period, kpis }: Pick<Facts, 'project' | 'period' | 'kpis'>,
  who: Who,
  at: Moment,
) {
  if (!project || period.from || period.to) return undefined;
  const isAlone = who.here?.kind === 'direct' && !who.room;
  const withProfit = isAlone && seesCosts(who);
  const drawn = withProfit ? kpis : kpis.filter(({ name }) => name !== 'profitability');
  const url = at.picture(withProfit ? 'kpi_profit' : 'kpi', kpiPicture(project, drawn));
  return url === undefined ? undefined : { url, drawn };
}
