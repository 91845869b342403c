import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { rowsOf } from '../../db/tenant.ts';
import { OutcomeUnknown, startDeadline, TooLate } from '../../src/runner/limits/deadline.ts';
import { transact } from '../../src/runner/limits/transact.ts';
import { at } from '../support/database/ready-database.ts';
import { openRunner, type TestRunner, words } from '../support/runner.ts';
import { refusal, startTeam } from '../support/team.ts';

let runner: TestRunner;
let admin: Sql;
beforeAll(async () => {
  runner = await openRunner('postgresql');
  const [row] = rowsOf<{ name: string }>(await runner.db.execute(sql`select current_database() as name`));
  admin = postgres(at(inject('postgresUrl'), row?.name ?? ''), { max: 4, onnotice: () => {} });
});
afterAll(async () => {
  await admin.end({ timeout: 1 });
  await runner.close();
});

/** Holds every project of an organisation while something is done. */
async function holding<T>(tenant: string, act: () => Promise<T>): Promise<T> {
  return admin.begin(async (tx) => {
    await tx`select from project where workspace_id in
      (select workspace_id from installation where tenant = ${tenant}) for update`;
    return act();
  }) as Promise<T>;
}

describe('while somebody holds a project', () => {
  it('who waits in vain is told that nothing was changed, nothing is, and others are served', async () => {
    const [held, other] = [await startTeam(runner), await startTeam(runner)];
    for (const { mo, tell } of [held, other]) await tell(mo, 'new "Beta launch"', 'start 1');
    const elsewhere: number[] = [];
    const replies = await holding(held.tenant, async () => {
      const waiting = Array.from({ length: 13 }, (_, n) =>
        refusal(held.say(held.mo, `progress 1 ${10 + n}`)),
      );
      for (let n = 0; n < 20; n += 1) {
        const before = performance.now();
        expect(words(await other.say(other.mo, `progress 1 ${10 + n}`))).toContain(`${10 + n}`);
        expect((await held.say(held.olivia, 'list')).is).toBe('shown');
        elsewhere.push(performance.now() - before);
        await sleep(50);
      }
      return Promise.all(waiting);
    });
    for (const reply of replies) {
      expect(reply).toBe('Milepost could not finish this just now.\nNothing changed. Try again in a minute.');
    }
    expect(Math.max(...elsewhere)).toBeLessThan(1_500);
    await sleep(1_500);
    expect(await held.tell(held.mo, 'history 1')).not.toContain('reported progress');
    expect((await held.say(held.mo, 'progress 1 90')).is).toBe('done');
  });

  it('who waits a little is served, though a wait for a row is cut short', async () => {
    const { tenant, mo, tell, say } = await startTeam(runner);
    await tell(mo, 'new "Beta launch"', 'start 1');
    const [reply] = await Promise.all([
      sleep(100).then(() => say(mo, 'progress 1 40')),
      holding(tenant, () => sleep(1_500)),
    ]);
    expect(reply.is).toBe('done');
  });
});

describe('a commit at the end of the time', () => {
  beforeAll(async () => {
    await admin`create table slow (seconds float)`;
    await admin`grant all on slow to public`;
    await admin`create function be_slow() returns trigger language plpgsql as
      $$ begin perform pg_sleep(new.seconds); return null; end $$`;
    await admin`create constraint trigger slow after insert on slow
      deferrable initially deferred for each row execute function be_slow()`;
  });
  /** A command of 100 ms; its commit takes so long, and it has so much time. */
  const run = (commitMs: number, withinMs: number) => {
    const deadline = startDeadline(withinMs);
    const ports = { db: runner.db, enqueue: async () => {}, nudge: () => {}, deadline };
    const done = transact(ports, async (tx) => {
      await tx.execute(sql`insert into slow values (${commitMs / 1000})`);
      await sleep(100);
      return 'done';
    });
    done.catch(() => {});
    return Promise.race([done, deadline.over]).finally(deadline.clear);
  };
  const committed = async (commitMs: number) =>
    (await admin`select from slow where seconds = ${commitMs / 1000}`).length;

  it('is not sent any more when it is over', async () => {
    await expect(run(1, 50)).rejects.toThrow(TooLate);
    await sleep(300);
    expect(await committed(1)).toBe(0);
  });

  it('that is on its way is waited for, and the answer is true', async () => {
    expect(await run(200, 200)).toBe('done');
    expect(await committed(200)).toBe(1);
  });

  it('that takes too long is said to be unknown, not to have failed', async () => {
    await expect(run(1_500, 150)).rejects.toThrow(OutcomeUnknown);
    await expect.poll(() => committed(1_500), { timeout: 5_000 }).toBe(1);
  });

  it('that the server refuses is said to have failed', async () => {
    await admin`create table once (n int unique deferrable initially deferred)`;
    await admin`grant all on once to public`;
    const deadline = startDeadline();
    const ports = { db: runner.db, enqueue: async () => {}, nudge: () => {}, deadline };
    const refused = transact(ports, (tx) => tx.execute(sql`insert into once values (1), (1)`)).finally(
      deadline.clear,
    );
    await expect(refused).rejects.toThrow(/duplicate key/);
  });
});

describe('many commands on one project', () => {
  it('are all carried out, without ever waiting for each other in a circle', {
    timeout: 60_000,
  }, async () => {
    const { mo, olivia, tell, say } = await startTeam(runner);
    const steps = Array.from({ length: 8 }, (_, n) => n + 1);
    for (const n of steps) await tell(mo, `new "Step ${n}"`, `start ${n}`);
    const line = (n: number): string => {
      const milestone = 1 + (n % steps.length);
      const lines = [
        `progress ${milestone} ${n % 100}`,
        `add ${milestone} task "Task ${n}"`,
        'list',
        'health',
      ];
      return lines[Math.floor(n / steps.length) % lines.length] ?? 'list';
    };
    const took: number[] = [];
    const failed: string[] = [];
    let next = 0;
    const worker = async () => {
      for (let n = next++; n < 400; n = next++) {
        const before = performance.now();
        const reply = await say(n % 3 ? mo : olivia, line(n));
        took.push(performance.now() - before);
        if (reply.is === 'refused') failed.push(`${line(n)}: ${words(reply)}`);
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    expect(failed).toEqual([]);
    expect(Math.max(...took)).toBeLessThan(2_500);
    const [row] = await admin`select deadlocks::int from pg_stat_database where datname = current_database()`;
    expect(row?.deadlocks).toBe(0);
  });
});
