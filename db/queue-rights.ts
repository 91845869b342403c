import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { rowsOf } from './tenant.ts';

/** Key of the advisory lock for grants, which fail when two replicas change one catalogue row; the value is arbitrary. */
const grantLock = 7_061_944;

/**
 * Grants the application role to insert and read jobs of its own workspace in a queue, and revokes all other
 * rights in the queue's schema (OPS-4). Runs at each start, because an upgrade of the queue may add tables.
 */
export async function letTenantsEnqueue(db: Database, queue: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${grantLock}::bigint)`);
    const found = await tx.execute(sql`select q.table_name as "table", c.relrowsecurity
        and 2 = (select count(*) from pg_policies p where p.schemaname = 'pgboss'
          and p.tablename = q.table_name and p.policyname in ('tenant_sees', 'tenant_adds')) as bound
      from pgboss.queue q join pg_class c on c.oid = format('pgboss.%I', q.table_name)::regclass
      where q.name = ${queue}`);
    const [jobs] = rowsOf<{ table: string; bound: boolean }>(found);
    if (!jobs) throw new Error('the queue is not there');
    const table = sql`pgboss.${sql.identifier(jobs.table)}`;
    await tx.execute(sql`revoke all on all tables in schema pgboss from milepost_app`);
    await tx.execute(sql`grant usage on schema pgboss to milepost_app`);
    await tx.execute(sql`grant select on pgboss.queue to milepost_app`);
    await tx.execute(sql`grant select, insert on ${table} to milepost_app`);
    if (jobs.bound) return;
    const own = sql.raw(`name = '${queue}' and data ->> 'workspaceId' = milepost_tenant()::text`);
    const key = sql.raw(`singleton_key like milepost_tenant()::text || '/%'`);
    await tx.execute(sql`alter table ${table} enable row level security`);
    for (const name of ['tenant_sees', 'tenant_adds'])
      await tx.execute(sql`drop policy if exists ${sql.identifier(name)} on ${table}`);
    await tx.execute(sql`create policy tenant_sees on ${table} for select to milepost_app using (${own})`);
    await tx.execute(
      sql`create policy tenant_adds on ${table} for insert to milepost_app with check (${own} and ${key})`,
    );
  });
}
