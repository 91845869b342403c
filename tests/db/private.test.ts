import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/connect.ts';
import { keepPrivate } from '../../db/private.ts';
import { startProgram } from '../support/process/process.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'milepost-private-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/**
 * Everything at or below a path that others than its owner may read, write or enter. PostgreSQL writes
 * its list of system tables (`pg_internal.init`) with a mode of its own; nobody's data is in it.
 */
const openToOthers = (path: string): string[] =>
  [path, ...readdirSync(path, { recursive: true }).map((entry) => join(path, String(entry)))].filter(
    (entry) => !entry.endsWith('pg_internal.init') && (statSync(entry).mode & 0o077) !== 0,
  );

/** A directory that everybody may read, with these files in it. */
function sharedDirectory(name: string, files: string[]): string {
  const path = join(home, name);
  mkdirSync(path);
  chmodSync(path, 0o755);
  for (const file of files) {
    writeFileSync(join(path, file), '');
    chmodSync(join(path, file), 0o644);
  }
  return path;
}

describe('a data directory', () => {
  it('is made for its owner alone, with the embedded database in it', async () => {
    const directory = join(home, 'new', 'data');
    const connection = await connect({ directory });
    expect(openToOthers(directory)).toEqual([]);
    await connection.close();
    expect(openToOthers(directory)).toEqual([]);
  });

  it('that others could read is tightened by a start, with all that is in it', async () => {
    const directory = sharedDirectory('loose', []);
    const env = { DATA_DIR: directory, PORT: '0', LOG_LEVEL: 'silent' };
    const program = startProgram('main.ts', [], { cwd: home, env });
    await program.says('Milepost is ready');
    expect(openToOthers(directory)).toEqual([]);
    program.process.kill('SIGTERM');
    await program.ended;
    expect(readdirSync(directory)).toContain('preview.json');
    expect(openToOthers(directory)).toEqual([]);
  });

  it('of an earlier version is tightened file by file', () => {
    const directory = sharedDirectory('old', ['preview.json', 'milepost.lock']);
    const database = sharedDirectory('old/pglite', ['PG_VERSION']);
    sharedDirectory('old/pglite/base', ['1']);
    keepPrivate(directory);
    expect(openToOthers(directory)).toEqual([]);
    expect(statSync(join(database, 'base')).mode & 0o777).toBe(0o700);
  });

  it('that holds more than ours keeps its mode; what is ours in it is tightened', () => {
    const directory = sharedDirectory('shared', ['notes.txt', 'milepost.lock']);
    keepPrivate(directory);
    expect(openToOthers(directory)).toEqual([directory, join(directory, 'notes.txt')]);
  });
});
