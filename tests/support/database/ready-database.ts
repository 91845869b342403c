import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import postgres from 'postgres';
import { Temporal } from 'temporal-polyfill';
import { inject } from 'vitest';
import { type Connection, connect } from '../../../db/connect.ts';
import { openQueue } from '../../../src/delivery/queue.ts';

/** Returns the URL of a database on the server. */
export const at = (server: string, name: string): string =>
  Object.assign(new URL(server), { pathname: `/${name}` }).href;

const template = 'ready_milepost';
/** An arbitrary advisory lock key: workers that need the template at once take turns. */
const templateLock = 7_061_945;

/** Returns the name of a template database at the current schema, which the first caller creates; nobody is connected to it. */
export async function readyTemplate(server: string): Promise<string> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await admin`select pg_advisory_lock(${templateLock})`;
    const known = await admin`select 1 from pg_database where datname = ${template}`;
    if (known.length === 0) {
      const making = `${template}_making`;
      await admin.unsafe(`create database ${making}`);
      await prepare(await connect({ url: at(server, making) }), at(server, making));
      await admin.unsafe(`alter database ${making} rename to ${template}`);
    }
  } finally {
    await admin.end();
  }
  return template;
}

/** Returns a data directory at the current schema, which the first caller creates. */
export async function readyDirectory(path: string): Promise<string> {
  if (existsSync(path)) return path;
  const making = await mkdtemp(join(dirname(path), 'making-'));
  await prepare(await connect({ directory: making }), undefined);
  try {
    await rename(making, path);
  } catch {
    // Another worker was faster.
    await rm(making, { recursive: true, force: true });
  }
  return path;
}

/** Makes a new data directory of a program a copy of the ready one: making a database takes seconds of a processor. */
export const copyReady = async (directory: string): Promise<void> =>
  cp(await readyDirectory(inject('readyDirectory')), directory, { recursive: true });

async function prepare(connection: Connection, databaseUrl: string | undefined): Promise<void> {
  const queue = await openQueue(
    {
      connection,
      ...(databaseUrl ? { databaseUrl } : {}),
      log: pino({ level: 'silent' }),
      now: () => Temporal.Now.instant(),
    },
    false,
  );
  await queue.close();
  await connection.close();
}
