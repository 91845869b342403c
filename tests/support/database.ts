import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { inject } from 'vitest';
import { type Connection, connect, type Location } from '../../db/connect.ts';

/** The two databases that Milepost runs on; suites that touch data run on each. */
export const engines = ['postgresql', 'embedded'] as const;
/** One of the two databases. */
export type Engine = (typeof engines)[number];

/** A database of a test's own: where it is, and how to be rid of it. */
export type TestDatabase = { location: Location; drop(): Promise<void> };

/** Makes an empty database on the given engine. */
export async function emptyDatabase(engine: Engine): Promise<TestDatabase> {
  if (engine === 'embedded') {
    const directory = mkdtempSync(join(tmpdir(), 'milepost-'));
    return { location: { directory }, drop: async () => rmSync(directory, { recursive: true, force: true }) };
  }
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  return {
    location: { url: Object.assign(new URL(server), { pathname: `/${name}` }).href },
    drop: async () => {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

/** An empty database, opened and brought to the present schema. */
export async function openDatabase(engine: Engine): Promise<Connection & TestDatabase> {
  const database = await emptyDatabase(engine);
  return { ...database, ...(await connect(database.location)) };
}
