import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../db/tenant.ts';
import { maxMinorUnits } from '../../src/domain/money/money.ts';
import { engines } from '../support/database/database.ts';
import { openRunner, type TestRunner } from '../support/runner.ts';
import { startTeam } from '../support/team.ts';

/** The columns whose values have limits, with the largest. The smallest is 0. */
const limited = [
  ['cadence', 'percent', 100],
  ['milestone', 'percent', 100],
  ['milestone', 'risk_after', 100],
  ['milestone', 'share', 100],
  ['progress_update', 'percent', 100],
  ['project', 'price', maxMinorUnits],
  ['scope_snapshot', 'amount', maxMinorUnits],
  ['scope_snapshot', 'share', 100],
] as const;

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
    '%s.%s takes 0 and the largest value, and refuses what is beyond',
    async (table, column, max) => {
      for (const value of [0, max]) {
        expect(rowsOf(await runner.db.execute(set(table, column, value)))).toHaveLength(1);
      }
      for (const value of [-1, max + 1]) {
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
    ).toEqual(limited.map(([table, column]) => [table, column]));
  });
});
