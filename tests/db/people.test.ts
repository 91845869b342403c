import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import { admit } from '../../db/queries/directory/who.ts';
import { findPeople, hasNoAdministrator, membersOf, personAt } from '../../db/queries/people/people.ts';
import { saveProfile } from '../../db/queries/people/profile.ts';
import { recordPerson } from '../../db/queries/people/record-person.ts';
import { enterWorkspace, rowsOf } from '../../db/tenant.ts';
import { openRunner, type TestRunner } from '../support/runner.ts';
import { channelOf, startTeam, type Team } from '../support/team.ts';

/** What is looked up of people, by what a person did. */
const looks: Record<
  string,
  (tx: Tx, at: { team: Team; workspaceId: string; projectId: string }) => Promise<unknown>
> = {
  'who asks': (tx, { team }) =>
    admit(tx, { platform: 'slack', tenant: team.tenant, channel: 'CAPOLLO' }, { ...team.mo }, { is: 'read' }),
  'first words in Slack': (tx, { team, workspaceId }) =>
    recordPerson(
      tx,
      workspaceId,
      { platform: 'slack', tenant: team.tenant, user: `U${v7()}` },
      told('new@acme.example'),
    ),
  'first words in Teams': (tx, { team, workspaceId }) =>
    recordPerson(
      tx,
      workspaceId,
      { platform: 'teams', tenant: `${team.tenant}-teams`, user: `29:${v7()}`, directoryId: v7() },
      told(`p1@acme.example`),
    ),
  'a mention': (tx, { team, workspaceId }) =>
    personAt(tx, workspaceId, { platform: 'slack', tenant: team.tenant, user: `U${v7()}` }, 'Ana'),
  'somebody chosen in Teams': (tx, { team, workspaceId }) =>
    personAt(tx, workspaceId, { platform: 'teams', tenant: `${team.tenant}-teams`, user: v7() }, 'Ana'),
  'a profile': (tx, { team }) =>
    saveProfile(tx, { ...team.mo }, { name: 'Mo Marlow', standing: 'member' }, '2026-12-08T09:00:00Z', true),
  people: (tx, { projectId }) => membersOf(tx, projectId),
  'whether somebody administers': (tx, { team }) =>
    hasNoAdministrator(tx, { platform: 'slack', tenant: team.tenant }),
  'owner: by address': (tx, { projectId }) => findPeople(tx, projectId, 'mo@acme.example'),
  'owner: by name': (tx, { projectId }) => findPeople(tx, projectId, 'mo'),
};

const told = (email: string) =>
  ({ standing: 'member', at: '2026-12-07T09:00:00Z', email, trusted: true }) as const;

class Undo extends Error {}

/** What this connection has read so far and not reported yet. */
async function counted(tx: Tx): Promise<number> {
  const [all] = rowsOf<{ rows: string }>(
    await tx.execute(
      sql`select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as rows from pg_stat_xact_user_tables`,
    ),
  );
  return Number(all?.rows);
}

/** Rows that a transaction read of any table, by whichever way; what it wrote is taken back. */
async function rowsRead(runner: TestRunner, workspaceId: string, look: (tx: Tx) => Promise<unknown>) {
  let read = Number.NaN;
  await runner.db
    .transaction(async (tx) => {
      await enterWorkspace(tx, workspaceId);
      const before = await counted(tx);
      await look(tx);
      read = (await counted(tx)) - before;
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return read;
}

describe('whoever is looked up among many', () => {
  let runner: TestRunner;
  let team: Team;
  let workspaceId: string;
  let projectId: string;

  /** Fills the workspace with people on both platforms, and lets the server know. */
  async function fill(count: number) {
    await runner.db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', '0', true)`);
      await tx.execute(sql`with made as (
          insert into person (workspace_id, id, name, email)
          select ${workspaceId}, gen_random_uuid(), 'Person ' || n, 'p' || n || '@acme.example'
          from generate_series((select count(*) from person where name like 'Person %') + 1, ${count}) n
          returning workspace_id, id, name, email)
        insert into identity (workspace_id, id, person_id, platform, tenant, user_key, directory_id, standing, email, profiled_at)
        select workspace_id, gen_random_uuid(), id, platform, tenant, platform || name,
          case when platform = 'teams' then id::text end, 'member', email, now()
        from (select *, row_number() over () % 2 as side from made) made
          join (values ('slack', ${team.tenant}, 1), ('teams', ${`${team.tenant}-teams`}, 0)) at(platform, tenant, side) using (side)`);
    });
    await runner.db.execute(sql`analyze`);
  }

  beforeAll(async () => {
    runner = await openRunner('postgresql');
    team = await startTeam(runner);
    await team.tell(team.mo, 'list');
    await team.tell(team.olivia, 'bind acme.example', `bind teams:${team.tenant}-teams acme.example`);
    const [project] = rowsOf<{ id: string; workspace_id: string }>(
      await runner.db.execute(sql`select id, workspace_id from project`),
    );
    workspaceId = project?.workspace_id ?? '';
    projectId = project?.id ?? '';
    expect(channelOf(team.mo, 'CAPOLLO').tenant).toBe(team.tenant);
  });
  afterAll(() => runner.close());

  it('costs as many rows at 20,000 people as at 1,000', async () => {
    const read: Record<string, number[]> = {};
    for (const count of [1_000, 20_000]) {
      await fill(count);
      for (const [name, look] of Object.entries(looks)) {
        const rows = await rowsRead(runner, workspaceId, (tx) => look(tx, { team, workspaceId, projectId }));
        read[name] = [...(read[name] ?? []), rows];
      }
    }
    for (const [name, [few = 0, many = Number.NaN]] of Object.entries(read)) {
      expect(few, name).toBeGreaterThan(0);
      expect(many, `${name}: ${few} rows, then ${many}`).toBeLessThanOrEqual(few + 5);
      expect(many, name).toBeLessThan(100);
    }
  });
});
