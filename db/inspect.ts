import { sql } from 'drizzle-orm';
import { oldestServer } from './connect.ts';
import type { Database } from './database.ts';
import { exists } from './schema-version.ts';
import { rowsOf } from './tenant.ts';

/*
 * What an operator wants to know of a database, as it is: nothing here changes anything, and nothing
 * expects the schema to be there.
 */

/** The rights of the role that owns the tables, and of the one that tenants are served with. */
export type Rights = {
  version: string;
  tooOld: boolean;
  /** The user may make schemas and tables. */
  mayCreate: boolean;
  /** Tables of Milepost that somebody else owns. */
  foreignTables: number;
  /** The tenants' role: whether it is there, may be taken on, and is bound by row-level security. */
  role: { exists: boolean; usable: boolean; bound: boolean };
  /** Tables without row-level security. */
  openTables: number;
};

/** Asks the server what the user of the connection may do. */
export async function rights(db: Database): Promise<Rights> {
  const result = await db.execute(sql`
    with ours as (select relowner, relrowsecurity from pg_class
      where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
        and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'workspace_id')),
    app as (select oid, rolsuper or rolbypassrls as free from pg_roles where rolname = 'milepost_app')
    select current_setting('server_version') as version,
      current_setting('server_version_num')::int as number,
      has_database_privilege(current_database(), 'CREATE') as may_create,
      (select count(*)::int from ours where not pg_has_role(relowner, 'USAGE')) as foreign_tables,
      exists (select from app) as exists,
      coalesce((select pg_has_role(oid,
        case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) from app), false) as usable,
      not coalesce((select free from app), true) as bound,
      (select count(*)::int from ours where not relrowsecurity) as open_tables`);
  type Row = {
    version: string;
    number: number;
    may_create: boolean;
    foreign_tables: number;
    open_tables: number;
  };
  const [row] = rowsOf<Row & Rights['role']>(result);
  if (!row) throw new Error('a select without a table gave no row');
  const { version, number, may_create, foreign_tables, open_tables, exists: there, usable, bound } = row;
  return {
    version,
    tooOld: number < oldestServer,
    mayCreate: may_create,
    foreignTables: foreign_tables,
    role: { exists: there, usable, bound },
    openTables: open_tables,
  };
}

/** Whether the queue is there, and a command may put something into it, of its own tenant. */
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

/** What became of the deliveries of the last day, in every workspace. */
export type Deliveries = {
  failed: number;
  /** Why the last one failed. */
  why: string | null;
  /** Due for more than ten minutes, which leaves out what waits for the end of quiet hours: nobody sends. */
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
