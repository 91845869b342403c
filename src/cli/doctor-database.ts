import { existsSync } from 'node:fs';
import { type Connection, open } from '../../db/connect.ts';
import { deliveries, queueState, rights } from '../../db/inspect.ts';
import { DirectoryInUse } from '../../db/lock.ts';
import { allOutages } from '../../db/queries/delivery/outage.ts';
import { migrations, whyTooNew } from '../../db/schema-version.ts';
import { explain } from '../../db/start-error.ts';
import { type Config, locationOf } from '../config.ts';
import { deliveryQueue } from '../delivery/queue.ts';
import { type Check, failed, ok, skipped } from './check.ts';

type Database = Connection['db'];

/** Checks the database: connection first, then rights and schema, then its contents. */
export async function checkDatabase(config: Config): Promise<Check[]> {
  const location = locationOf(config);
  if ('directory' in location && !existsSync(location.directory)) {
    return [skipped('Database', `none yet; the first start makes it in ${location.directory}.`)];
  }
  try {
    const connection = await open(location);
    return await checksOf(connection).finally(() => connection.close());
  } catch (error) {
    if (error instanceof DirectoryInUse) return [skipped('Database', `not looked at. ${error.message}`)];
    return [failed('Database', explain(error).message)];
  }
}

async function checksOf({ db, embedded }: Connection): Promise<Check[]> {
  const can = await rights(db);
  const has = await migrations(db);
  const reached = [
    can.tooOld
      ? failed('Database', `PostgreSQL 15 or newer is needed; this server is ${can.version}.`)
      : ok('Database', `${embedded ? 'embedded ' : ''}PostgreSQL ${can.version}.`),
    checkRights(can),
    checkSchema(has),
  ];
  if (has.applied === 0) return reached;
  return [
    ...reached,
    checkTenants(can),
    await checkQueue(db, can.role.exists),
    ...(await checkOutages(db, has.applied === has.present)),
    await checkDeliveries(db),
  ];
}

function checkRights({ mayCreate, foreignTables }: Awaited<ReturnType<typeof rights>>): Check {
  if (foreignTables > 0) {
    return failed(
      'Rights',
      `${foreignTables} tables belong to another user: connect as the user who made them.`,
    );
  }
  return mayCreate
    ? ok('Rights', 'the user may make what a new version needs.')
    : failed('Rights', 'the user may not create schemas: make it the owner of the database.');
}

function checkSchema(has: Awaited<ReturnType<typeof migrations>>): Check {
  const { applied, present } = has;
  const tooNew = whyTooNew(has);
  if (tooNew) return failed('Schema', tooNew);
  return applied === present
    ? ok('Schema', `present (${applied} migrations).`)
    : failed('Schema', `${applied} of ${present} migrations were applied: run milepost migrate.`);
}

function checkTenants({ role, openTables }: Awaited<ReturnType<typeof rights>>): Check {
  const name = 'Tenants';
  if (!role.exists) return failed(name, 'the role milepost_app is missing: run milepost migrate.');
  if (!role.bound) return failed(name, 'run: alter role milepost_app nosuperuser nobypassrls');
  if (!role.usable) return failed(name, 'the user may not act as milepost_app: grant it that role.');
  return openTables > 0
    ? failed(name, `${openTables} tables lack row-level security: restore it from a backup of the schema.`)
    : ok(name, 'kept apart by row-level security.');
}

async function checkQueue(db: Database, hasRole: boolean): Promise<Check> {
  const state = hasRole ? await queueState(db, deliveryQueue) : 'closed';
  switch (state) {
    case 'ready':
      return ok('Queue', 'ready.');
    case 'missing':
      return failed('Queue', 'not made yet: run milepost migrate, or start the server.');
    case 'closed':
      return failed('Queue', 'commands may not write to it: run milepost migrate.');
    default:
      return state satisfies never;
  }
}

/** Installations that refuse messages; read only when the schema is up to date. */
async function checkOutages(db: Database, isPresent: boolean): Promise<Check[]> {
  const outages = isPresent ? await allOutages(db) : [];
  return outages.map(({ platform, tenant, since, why, until }) =>
    failed(
      'Outage',
      `${platform} ${tenant} has not accepted messages since ${since}: ${why}. ${until ? `Next try: ${until}` : 'It is being tried again now'}. Messages wait until it does.`,
    ),
  );
}

async function checkDeliveries(db: Database): Promise<Check> {
  const told = await deliveries(db);
  const failures = `${told.failed} failed in the last day, the last one because: ${told.why ?? 'unknown'}`;
  if (told.failed > 0) return failed('Deliveries', `${failures}. See the server’s log.`);
  return told.stuck > 0
    ? failed('Deliveries', `${told.stuck} wait for more than ten minutes: is the server running?`)
    : ok('Deliveries', 'none failed in the last day, none is late.');
}
