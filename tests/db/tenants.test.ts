import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterWorkspace, rowsOf } from '../../db/tenant.ts';
import { commands } from '../../src/commands/registry.ts';
import { enginesBothWays } from '../support/database/database.ts';
import { attempted, refused } from '../support/refused.ts';
import { openRunner, type TestRunner, words } from '../support/runner.ts';
import { channelOf, chatOf, mention, startTeam, type Team } from '../support/team.ts';

/** The way in: read before a tenant is known, so they are found by an address instead. */
const directory = ['installation', 'room_address'];
/** What is unique across tenants on purpose: a code leads to the workspace that made it. */
const uniqueEverywhere = ['link_code_hash'];

// built at each use, the embedded database's statements are those that PostgreSQL gets
const ways = enginesBothWays.filter((way) => way !== 'embedded by stock ways');

describe.each(ways)('tenants on %s', (engine) => {
  let runner: TestRunner;
  let ours: Team;
  let theirs: Team;
  let secret: { projectId: string; workspaceId: string; personId: string };

  beforeAll(async () => {
    runner = await openRunner(engine);
    ours = await startTeam(runner);
    theirs = await startTeam(runner);
    await ours.tell(ours.olivia, 'new "Secret launch" owner:me', 'start 1', 'add 1 task "Secret task"');
    await theirs.tell(theirs.mo, 'list');
    const [row] = rowsOf<typeof secret>(
      await runner.db.execute(sql`select p.id as "projectId", p.workspace_id as "workspaceId", m.person_id as "personId"
        from project p join member m on m.project_id = p.id join milestone s on s.project_id = p.id
        where s.name = 'Secret launch' and m.role = 'owner'`),
    );
    if (!row) throw new Error('the secret project is not there');
    secret = row;
  });
  afterAll(() => runner.close());

  const rows = async <T>(query: ReturnType<typeof sql>): Promise<T[]> =>
    rowsOf<T>(await runner.db.execute(query));
  const everything = async () =>
    JSON.stringify(
      await rows(
        sql`select row_to_json(m) from milestone m where m.workspace_id = ${secret.workspaceId}::uuid`,
      ),
    );

  /**
   * Every command with what somebody of another workspace might try. The commands are the same on every engine, so
   * the others try less of each: what differs there is the database, which the tests below ask about.
   */
  const attempts = commands.flatMap(({ name, examples }) =>
    engine === 'postgresql' ? [name, ...examples, `${name} 1`, `${name} Secret`] : [`${name} 1`],
  );

  it('show nothing of each other to any command, by number, name, mention or project', async () => {
    const before = await everything();
    for (const line of attempts) {
      for (const typed of [
        line,
        `${line} project:"${secret.projectId}"`,
        `${line} ${mention(ours.olivia)}`,
      ]) {
        const reply = await attempted(theirs.say(theirs.mo, typed));
        const said = words(reply).replace(/“[^”]*”/g, '');
        expect(said, typed).not.toContain('Secret launch');
        expect(said, typed).not.toContain('Secret task');
      }
    }
    expect(await everything()).toBe(before);
  });

  it('take no press that carries an id of the other', async () => {
    const before = await everything();
    const inputs = [
      { project: secret.projectId, milestone: '1', percent: '1', reason: 'theft', item: '1.1' },
      { project: 'Secret', milestone: 'Secret launch' },
      { milestone: secret.projectId, person: secret.personId, role: 'owner' },
    ];
    for (const { name } of commands) {
      for (const input of engine === 'postgresql' ? inputs : inputs.slice(0, 1)) {
        const reply = await attempted(runner.press(theirs.mo, chatOf(theirs.mo), name, input));
        expect(words(reply).replace(/“[^”]*”/g, ''), name).not.toMatch(/Secret launch|Secret task/);
      }
    }
    expect(await everything()).toBe(before);
  });

  it('do not reach a room of the other by naming its channel', async () => {
    const reply = await runner.say(theirs.mo, channelOf(theirs.mo, 'CAPOLLO'), 'list');
    expect(words(reply)).not.toContain('Secret launch');
    const forged = await refused(
      runner.run({
        actor: theirs.mo,
        room: { ...ours.room, tenant: theirs.tenant, channel: 'CELSEWHERE' },
        surface: 'line',
        ask: { line: `list project:${secret.projectId}` },
      }),
    );
    expect(words(forged)).toContain('There is no project');
  });

  it('are kept apart by the database, whatever is asked', async () => {
    const tables = await rows<{ table_name: string }>(tenantTables);
    const [other] = await rows<{ id: string }>(
      sql`select workspace_id as id from project where workspace_id <> ${secret.workspaceId}::uuid limit 1`,
    );
    for (const { table_name } of tables) {
      const seen = await runner.db.transaction(async (tx) => {
        await enterWorkspace(tx, other?.id ?? '');
        return rowsOf(
          await tx.execute(
            sql`select 1 from ${sql.identifier(table_name)} where workspace_id = ${secret.workspaceId}::uuid`,
          ),
        );
      });
      expect(seen, table_name).toEqual([]);
    }
  });

  it('cannot write rows of each other', async () => {
    const [other] = await rows<{ id: string }>(
      sql`select workspace_id as id from project where workspace_id <> ${secret.workspaceId}::uuid limit 1`,
    );
    await expect(
      runner.db.transaction(async (tx) => {
        await enterWorkspace(tx, other?.id ?? '');
        await tx.execute(sql`insert into person (workspace_id, id, name)
          values (${secret.workspaceId}::uuid, gen_random_uuid(), 'Mallory')`);
      }),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('row-level security') } });
  });

  it.each(['update activity set note = null', 'delete from activity', 'truncate activity'])(
    'cannot rewrite history: %s',
    async (statement) => {
      await expect(
        runner.db.transaction(async (tx) => {
          await enterWorkspace(tx, secret.workspaceId);
          await tx.execute(sql.raw(statement));
        }),
      ).rejects.toMatchObject({ cause: { message: expect.stringContaining('permission denied') } });
    },
  );

  it('have a policy on every table, for reading and for writing', async () => {
    const open = await rows(sql`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and (not c.relrowsecurity or not exists (
        select 1 from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null))`);
    expect(open).toEqual([]);
    const without =
      await rows(sql`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and not exists (
        select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and a.attnotnull)`);
    expect(without).toEqual([]);
  });

  it('have keys that begin with the workspace, so that the schema can be distributed by it', async () => {
    const keys = await rows<{ name: string; table: string }>(sql`
      select i.relname as name, t.relname as table from pg_index x
        join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
        join pg_namespace n on n.oid = t.relnamespace
      where n.nspname = 'public' and x.indisunique and not exists (
        select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'workspace_id' and a.attnum = any(x.indkey))`);
    const excused = keys.filter(
      ({ name, table }) => directory.includes(table) || uniqueEverywhere.includes(name),
    );
    expect(keys).toEqual(excused);
    expect(excused.map(({ table }) => table).sort()).toEqual(['installation', 'link_code', 'room_address']);
  });

  it('have foreign keys that cannot leave the workspace', async () => {
    const leaving = await rows(sql`select c.conname from pg_constraint c
      where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not (
        exists (select 1 from pg_attribute a where a.attrelid = c.conrelid and a.attname = 'workspace_id' and a.attnum = any(c.conkey))
        and exists (select 1 from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'workspace_id' and a.attnum = any(c.confkey)))`);
    expect(leaving).toEqual([]);
  });
});

const tenantTables = sql`select table_name from information_schema.columns
  where table_schema = 'public' and column_name = 'workspace_id' order by table_name`;
