import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { inject } from 'vitest';
import { type Connection, connect, type Location } from '../../../db/connect.ts';
import { at, readyDirectory, readyTemplate } from './ready-database.ts';

/** The database engines that Milepost runs on; suites that touch data run on each. */
export const engines = ['postgresql', 'embedded'] as const;
/** For suites above the database, whose statements other suites run on the embedded one as well. */
export const serverEngine = ['postgresql'] as const;
/** The engines, each also with the drivers' documented API only (`DB_PIPELINE=off`), for suites about `db/driver`. */
export const enginesBothWays = [...engines, 'postgresql by stock ways', 'embedded by stock ways'] as const;
/** A database engine. */
export type Engine = (typeof engines)[number];
/** A database engine with or without pipelining. */
export type EngineInWay = (typeof enginesBothWays)[number];

/** `DB_PIPELINE=off` runs all suites without pipelining. */
const everywhere = process.env.DB_PIPELINE !== 'off';
const hasPipeline = (engine: EngineInWay): boolean => everywhere && !engine.endsWith(' by stock ways');
const isEmbedded = (engine: EngineInWay): boolean => engine.startsWith('embedded');

/** A test's own database: its location, and a function that drops it. */
export type TestDatabase = { location: Location; drop(): Promise<void> };

/** Creates an empty database on the given engine. */
export function emptyDatabase(engine: EngineInWay): Promise<TestDatabase> {
  return isEmbedded(engine)
    ? directoryLike(undefined, hasPipeline(engine))
    : databaseLike('template1', hasPipeline(engine));
}

/** Creates a database at the current schema, queue included, by copying a template. */
export async function readyDatabase(engine: EngineInWay): Promise<TestDatabase> {
  return isEmbedded(engine)
    ? directoryLike(await readyDirectory(inject('readyDirectory')), hasPipeline(engine))
    : databaseLike(await readyTemplate(inject('postgresUrl')), hasPipeline(engine));
}

/** Creates a database at the current schema and opens it. */
export async function openDatabase(engine: EngineInWay): Promise<Connection & TestDatabase> {
  const database = await readyDatabase(engine);
  return { ...database, ...(await connect(database.location)) };
}

async function directoryLike(original: string | undefined, pipeline: boolean): Promise<TestDatabase> {
  const directory = mkdtempSync(join(tmpdir(), 'milepost-'));
  if (original) await cp(original, directory, { recursive: true });
  return {
    location: { directory, pipeline },
    drop: async () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function databaseLike(original: string, pipeline: boolean): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} template ${original}`);
  return {
    location: { url: at(server, name), pipeline },
    drop: async () => {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}
