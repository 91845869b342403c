import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDue } from '../../db/queries/schedule/start-due.ts';
import { enterWorkspace, rowsOf } from '../../db/tenant.ts';
import { amountOf } from '../../src/domain/money/money.ts';
import { engines } from '../support/database/database.ts';
import { openRunner, type TestRunner } from '../support/runner.ts';
import { startTeam } from '../support/team.ts';

type Snapshot = { number: number; share: number | null; amount: number | null; at: string; started: string };

describe.each(engines)('snapshots of scope on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  const snapshots = async (tenant: string): Promise<Snapshot[]> =>
    rowsOf<Snapshot>(
      await runner.db.execute(sql`select m.number, s.share, s.amount::float8 as amount, s.at::text as at,
          (select max(a.at)::text from activity a where a.milestone_id = m.id and a.type = 'started') as started
        from scope_snapshot s join milestone m on m.id = s.milestone_id
          join room r on r.project_id = m.project_id where r.tenant = ${tenant} order by m.number, s.at`),
    );

  it('are taken once by each command that starts a milestone, at the instant of its record', async () => {
    const team = await startTeam(runner, 'kind:launch');
    const lines = ['start 1', 'progress 2 10', 'block 3 no key', 'submit 4', 'start 5', 'progress 5 20'];
    for (const nth of [1, 2, 3, 4, 5, 6]) await team.tell(team.olivia, `new "Step ${nth}"`);
    await team.tell(team.olivia, ...lines);
    const taken = await snapshots(team.tenant);
    expect(taken.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    for (const { at, started } of taken) expect(at).toBe(started);
  });

  it('are taken when the clock starts a milestone', async () => {
    const team = await startTeam(runner, 'kind:launch');
    await team.tell(team.olivia, 'new "On its day" due:"1 dec 2026" type:time');
    await startDue(runner.db, { 'Europe/London': '2027-01-01' }, '2027-01-01T00:00:00.000Z', 50);
    const taken = await snapshots(team.tenant);
    expect(taken).toMatchObject([{ number: 1, share: null, amount: null }]);
    expect(taken[0]?.at).toBe(taken[0]?.started);
  });

  it('are taken of a milestone that a document brings in progress', async () => {
    const team = await startTeam(runner, 'kind:launch');
    const plan =
      '# Apollo\n| Milestone | Status |\n|---|---|\n| Design | in progress |\n| Build | upcoming |';
    await team.fill(team.olivia, 'import', { text: plan, now: 'yes' });
    expect((await snapshots(team.tenant)).map(({ number }) => number)).toEqual([1]);
  });

  it('have the amount of the milestone’s share, to the minor unit', async () => {
    const currencies = fc.constantFrom('GBP', 'JPY', 'KWD');
    const shares = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 5 });
    for (const [price, currency, split] of fc.sample(fc.tuple(fc.nat(99_999), currencies, shares), {
      numRuns: 8,
      seed: 31,
    })) {
      const team = await startTeam(runner, `kind:delivery price:${price} currency:${currency}`);
      for (const [nth, share] of split.entries())
        await team.tell(team.olivia, `new "Step ${nth}" share:${share}`);
      for (const nth of split.keys()) await team.tell(team.olivia, `start ${nth + 1}`);
      const [project] = rowsOf<{ price: number }>(
        await runner.db.execute(sql`select p.price::float8 as price from project p join room r on r.project_id = p.id
          where r.tenant = ${team.tenant}`),
      );
      const all = split.map((share, nth) => ({ id: String(nth), share }));
      const wanted = all.map((one) => amountOf(one, project?.price ?? 0, all));
      expect((await snapshots(team.tenant)).map(({ amount }) => amount)).toEqual(wanted);
    }
  });

  it.each(['update scope_snapshot set share = 1', 'delete from scope_snapshot', 'truncate scope_snapshot'])(
    'cannot be rewritten by the application: %s',
    async (statement) => {
      const [row] = rowsOf<{ id: string }>(
        await runner.db.execute(sql`select workspace_id as id from scope_snapshot limit 1`),
      );
      await expect(
        runner.db.transaction(async (tx) => {
          await enterWorkspace(tx, row?.id ?? '');
          await tx.execute(sql.raw(statement));
        }),
      ).rejects.toMatchObject({ cause: { message: expect.stringContaining('permission denied') } });
    },
  );
});
