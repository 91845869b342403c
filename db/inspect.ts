import { sql } from 'drizzle-orm';
import { oldestServer } from './connect.ts';
import type { Database } from './database.ts';
import { exists } from './schema-version.ts';
import { rowsOf } from './tenant.ts';

/*
 * Checks of a database for `milepost doctor`. They change nothing and work without the schema.
 */

/** The rights of the owning role and of the application role. */
export type Rights = {
  version: string;
  tooOld: boolean;
  /** The user may create schemas and tables. */
  mayCreate: boolean;
  /** Tables of Milepost that another role owns. */
  foreignTables: number;
  /** Whether the application role exists, can be set, and is subject to row-level security. */
  role: { exists: boolean; usable: boolean; bound: boolean };
  /** Tables without row-level security. */
  openTables: number;
};

/** Reads the rights of the connection's user. */
export async function rights(db: Database): Promise<Rights> {
  const result = await db.execute(sql`
    with ours as (select relowner, relrowsecurity from pg_class
      where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
        and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'workspace_id')),
    app as (select oid, rolsuper or rolbypassrls as free from pg_roles where rolname = 'milepost_app')
    select current_setting('server_version') as version,
      current_setting('server_version_num')::int < ${oldestServer} as "tooOld",
      has_database_privilege(current_database(), 'CREATE') as "mayCreate",
      (select count(*)::int from ours where not pg_has_role(relowner, 'USAGE')) as "foreignTables",
      json_build_object('exists', exists (select from app), 'usable', coalesce((select pg_has_role(oid,
          case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) from app), false),
        'bound', not coalesce((select free from app), true)) as role,
      (select count(*)::int from ours where not relrowsecurity) as "openTables"`);
  const [row] = rowsOf<Rights>(result);
  if (!row) throw new Error('a select without a table gave no row');
  return row;
}

/** Whether the queue exists, and a command can enqueue for its own tenant. */
export async function queueState(db: Database, queue: string): Promise<'ready' | 'missing' | 'closed'> {
  if (!(await exists(db, 'pgboss.queue'))) return 'missing';
  const result = await db.execute(sql`select has_schema_privilege('milepost_app', 'pgboss', 'USAGE')
      and has_table_privilege('milepost_app', c.oid, 'INSERT') and c.relrowsecurity as open
    from pgboss.queue q join pg_class c on c.oid = format('pgboss.%I', q.table_name)::regclass
    where q.name = ${queue}`);
  const [row] = rowsOf<{ open: boolean }>(result);
  if (!row) return 'missing';
  return row.open ? 'ready' : 'closed';
}

/** The deliveries of the last day, of all workspaces. */
export type Deliveries = {
  failed: number;
  /** The reason of the last failure. */
  why: string | null;
  /** Due for more than ten minutes, quiet hours aside: no worker is running. */
  stuck: number;
};

/** Counts the receipts of the last day. */
export async function deliveries(db: Database): Promise<Deliveries> {
  const recent = sql`state = 'failed' and settled_at > now() - interval '1 day'`;
  const result = await db.execute(sql`select
    (select count(*)::int from receipt where ${recent}) as failed,
    (select why from receipt where ${recent} order by settled_at desc limit 1) as why,
    (select count(*)::int from receipt
      where state in ('planned', 'sending')
        and greatest(planned_at, not_before) < now() - interval '10 minutes') as stuck`);
  const [row] = rowsOf<Deliveries>(result);
  return row ?? { failed: 0, why: null, stuck: 0 };
}
