import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from '../../db/connect.ts';
import type { Database } from '../../db/database.ts';
import { migrations } from '../../db/schema-version.ts';
import { doctor } from '../../src/cli/doctor.ts';
import { asJson, type Ending } from '../../src/cli/ending.ts';
import { readConfig } from '../../src/config.ts';
import { type Ends, startEnds } from '../../src/preview/ends.ts';
import { emptyDatabase, type TestDatabase } from '../support/database/database.ts';
import { startMailServer } from '../support/mail-server.ts';
import { settingsOf, terminal } from '../support/process/terminal.ts';

/** What one check says, with its state. */
const line = ({ checks = [] }: Ending, name: string) => {
  const check = checks.find((one) => one.name === name);
  return check && `${check.state}: ${check.says}`;
};

describe('the doctor of a database', () => {
  let database: TestDatabase;
  let db: Database;
  let close: () => Promise<void>;
  const milepost = (...args: string[]) => terminal(database)(...args);
  beforeAll(async () => {
    database = await emptyDatabase('postgresql');
    ({ db, close } = await open(database.location));
  });
  afterAll(async () => {
    await close();
    await database.drop();
  });

  it('finds that it is new, changes nothing, and says what to do', async () => {
    const found = await milepost('doctor');
    expect(found.exit).toBe(1);
    expect(line(found, 'Database')).toMatch(/^ok: PostgreSQL \d+/);
    expect(line(found, 'Schema')).toMatch(
      /^failed: 0 of \d+ migrations were applied: run milepost migrate\.$/,
    );
    expect(await migrations(db)).toMatchObject({ applied: 0 });
    expect(JSON.parse(asJson(found))).toMatchObject({ ok: false, refusal: null, checks: found.checks });
  });

  it('is content once it is migrated, and migrating again changes nothing', async () => {
    expect((await milepost('migrate')).text).toMatch(
      /present schema now: (\d+) of \1 migrations were applied/,
    );
    expect((await milepost('migrate')).text).toMatch(/present schema already/);
    const found = await milepost('doctor');
    expect(found).toMatchObject({ exit: 0, text: expect.stringMatching(/\n\nNothing is wrong\.$/) });
    for (const name of ['Database', 'Rights', 'Schema', 'Tenants', 'Queue', 'Deliveries']) {
      expect(line(found, name)).toMatch(/^ok: /);
    }
  });

  /** Breaks something for one look, in words of SQL. */
  const withBroken = async (broken: string, mended: string) => {
    await db.execute(sql.raw(broken));
    return milepost('doctor').finally(() => db.execute(sql.raw(mended)));
  };

  it.each([
    [
      'Tenants',
      'alter table milestone disable row level security',
      'alter table milestone enable row level security',
    ],
    [
      'Queue',
      'revoke insert on pgboss.job_common from milepost_app',
      'grant insert on pgboss.job_common to milepost_app',
    ],
    ['Queue', 'alter schema pgboss rename to away', 'alter schema away rename to pgboss'],
    [
      'Schema',
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9999999999999)`,
      `delete from drizzle.__drizzle_migrations where hash = 'newer'`,
    ],
  ])('finds what is wrong with %s: %s', async (name, broken, mended) => {
    const found = await withBroken(broken, mended);
    expect(found.exit).toBe(1);
    expect(found.checks?.filter(({ state }) => state === 'failed').map((check) => check.name)).toEqual([
      name,
    ]);
    expect(await milepost('doctor')).toMatchObject({ exit: 0 });
  });

  it('counts deliveries that failed or that nobody makes', async () => {
    await db.execute(sql`insert into workspace (workspace_id, name) values (${ids.workspace}::uuid, 'Acme')`);
    await db.execute(sql`insert into room (workspace_id, id, platform, tenant, channel, kind)
      values (${ids.workspace}::uuid, ${ids.room}::uuid, 'slack', 'T1', 'C1', 'channel')`);
    const receipt = (id: string, state: string, why: string | null, planned: string) =>
      db.execute(sql`insert into receipt (workspace_id, id, room_id, kind, state, why, planned_at, settled_at)
        values (${ids.workspace}::uuid, ${id}::uuid, ${ids.room}::uuid, 'news', ${state}, ${why}, ${planned}::timestamptz, now())`);
    await receipt(ids.late, 'planned', null, '2026-01-01T00:00:00Z');
    await db.execute(sql`update receipt set not_before = now() + interval '8 hours'`);
    expect(line(await milepost('doctor'), 'Deliveries')).not.toContain('wait for more than ten minutes');
    await db.execute(sql`update receipt set not_before = null`);
    expect(line(await milepost('doctor'), 'Deliveries')).toMatch(/^failed: 1 wait for more than ten minutes/);
    await receipt(ids.lost, 'failed', 'msg_too_long', '2026-01-01T00:00:00Z');
    expect(line(await milepost('doctor'), 'Deliveries')).toMatch(
      /^failed: 1 failed in the last day.*msg_too_long/,
    );
  });
});

const ids = {
  workspace: '019a0000-0000-7000-8000-000000000001',
  room: '019a0000-0000-7000-8000-000000000002',
  late: '019a0000-0000-7000-8000-000000000003',
  lost: '019a0000-0000-7000-8000-000000000004',
};

describe('the doctor of settings and platforms', () => {
  let ends: Ends;
  let empty: string;
  beforeAll(async () => {
    ends = await startEnds();
    empty = mkdtempSync(join(tmpdir(), 'milepost-'));
  });
  afterAll(async () => {
    await ends.close();
    rmSync(empty, { recursive: true, force: true });
  });
  const look = (more: Pick<Ends['settings'], 'slack' | 'teams'>) =>
    doctor(() => ({ ...readConfig({ DATA_DIR: join(empty, 'none') }), ...more }));

  it('names a setting that is wrong', async () => {
    const found = await doctor(() => readConfig({ PORT: 'x' }));
    expect(found).toMatchObject({
      exit: 1,
      text: expect.stringMatching(/^failed +Settings: PORT is not right/),
    });
  });

  it('makes no database where none is yet', async () => {
    const found = await look({ slack: undefined, teams: undefined });
    expect(line(found, 'Database')).toMatch(/^skipped: none yet/);
    expect(found.exit).toBe(0);
  });

  it('asks both platforms whether they take the credentials', async () => {
    const found = await look(ends.settings);
    expect(line(found, 'Slack')).toMatch(/^ok: workspace Acme \(T0ACME\)/);
    expect(line(found, 'Teams')).toMatch(/^ok: app .* can sign in/);
  });

  it('asks the mail server whether it takes the password, and sends nothing', async () => {
    const server = await startMailServer();
    const settings = { SMTP_URL: server.url, MAIL_FROM: 'Milepost <m@acme.example>' };
    const check = async () =>
      line(await doctor(() => readConfig({ DATA_DIR: join(empty, 'none'), ...settings })), 'E-mail');
    expect(await check()).toBe(`ok: 127.0.0.1:${server.port} answers, mail is from m@acme.example.`);
    expect(server.mails).toEqual([]);
    await server.stop();
    expect(await check()).toMatch(/^failed: .*ECONNREFUSED\. Check SMTP_URL\.$/);
    expect(line(await look({ slack: undefined, teams: undefined }), 'E-mail')).toMatch(
      /^skipped: not set up/,
    );
  });

  it('says what to do about credentials that are not taken, without showing them', async () => {
    const { slack, teams } = ends.settings;
    const found = await look({
      slack: slack && { ...slack, botToken: 'xoxb-not-this-one' },
      teams: teams && {
        ...teams,
        credentials: () => Promise.reject(new Error('Entra does not take MicrosoftAppPassword')),
      },
    });
    expect(found.exit).toBe(1);
    expect(line(found, 'Slack')).toMatch(/^failed: .*Check SLACK_BOT_TOKEN/);
    expect(line(found, 'Teams')).toMatch(/^failed: .*MicrosoftAppPassword/);
    expect(found.text).not.toContain('not-this-one');
  });

  it('reaches a server that is not there', async () => {
    const found = await doctor(() => readConfig({ DATABASE_URL: settingsOf(nowhere).DATABASE_URL }));
    expect(line(found, 'Database')).toMatch(/^failed: The database cannot be used: nothing listens/);
  });
});

const nowhere: TestDatabase = {
  location: { url: 'postgres://u:secret@127.0.0.1:1/x' },
  drop: async () => {},
};
