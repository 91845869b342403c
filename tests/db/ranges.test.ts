import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../db/tenant.ts';
import { maxMinorUnits } from '../../src/domain/money/money.ts';
import { engines } from '../support/database/database.ts';
import { openRunner, type TestRunner } from '../support/runner.ts';
import { startTeam } from '../support/team.ts';

/** The columns whose values have limits, with the largest and the smallest. */
const limited: readonly { table: string; column: string; min?: number; max: number }[] = [
  { table: 'cadence', column: 'percent', max: 100 },
  { table: 'milestone', column: 'percent', max: 100 },
  { table: 'milestone', column: 'risk_after', max: 100 },
  { table: 'milestone', column: 'share', max: 100 },
  { table: 'progress_update', column: 'percent', max: 100 },
  { table: 'project', column: 'price', max: maxMinorUnits },
  { table: 'scope_snapshot', column: 'amount', min: -maxMinorUnits, max: maxMinorUnits },
  { table: 'scope_snapshot', column: 'share', max: 100 },
];

describe.each(engines)('limits of values on %s', (engine) => {
  let runner: TestRunner;

  beforeAll(async () => {
    runner = await openRunner(engine);
    const { olivia, tell } = await startTeam(runner);
    await tell(olivia, 'new "Beta launch" share:30', 'start 1', 'progress 1 40 half');
    await tell(olivia, 'expect 25 on:"1 dec 2027"', 'edit project price:100 currency:GBP');
  });
  afterAll(() => runner.close());

  const set = (table: string, column: string, value: number): SQL =>
    sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${sql.raw(String(value))} returning 1`;

  it.each(limited)(
    '$table.$column takes the smallest and the largest value, and refuses what is beyond',
    async ({ table, column, max, min = 0 }) => {
      for (const value of [min, 0, max]) {
        expect(rowsOf(await runner.db.execute(set(table, column, value)))).toHaveLength(1);
      }
      for (const value of [min - 1, max + 1]) {
        await expect(runner.db.execute(set(table, column, value))).rejects.toMatchObject({
          cause: { code: '23514', message: expect.stringContaining(`"${table}_${column}_range"`) },
        });
      }
    },
  );

  it('every column of an amount, a share or a percentage has limits', async () => {
    const found = await runner.db.execute(sql`
      select table_name, column_name from information_schema.columns
      where table_schema = 'public' and data_type in ('smallint', 'integer', 'bigint', 'numeric', 'double precision')
        and column_name ~ 'price|amount|share|percent|risk' order by 1, 2`);
    expect(
      rowsOf<{ table_name: string; column_name: string }>(found).map((one) => [
        one.table_name,
        one.column_name,
      ]),
    ).toEqual(limited.map(({ table, column }) => [table, column]));
  });
});
