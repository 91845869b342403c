import { asc, eq, sql } from 'drizzle-orm';
import type { MetricWithValues } from '../../../src/domain/launch/metric.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { metric } from '../../schema/launch.ts';

/** The number of values in a trend. */
const maxValues = 8;

/** The last values of a metric, oldest first. */
const values = sql<MetricWithValues['values'] | null>`(
  select jsonb_agg(jsonb_build_object('value', v.value, 'note', v.note, 'at', ${isoOf(sql`v.at`)}) order by v.at, v.id)
  from (select * from metric_value v where v.workspace_id = metric.workspace_id and v.metric_id = metric.id
    order by v.at desc, v.id desc limit ${sql.raw(String(maxValues))}) v)`;

/** Returns the metrics of a project with their last values, by number. */
export async function loadMetrics(tx: Tx, projectId: string): Promise<MetricWithValues[]> {
  const rows = await tx
    .select({ metric, values })
    .from(metric)
    .where(eq(metric.projectId, projectId))
    .orderBy(asc(metric.number));
  return rows.map((row) => ({ ...row.metric, values: row.values ?? [] }));
}
