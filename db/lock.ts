import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepPrivate } from './private.ts';
import { StartError } from './start-error.ts';

/** Thrown when another process uses the directory of the embedded database. */
export class DirectoryInUse extends StartError {
  override name = 'DirectoryInUse';
}

/**
 * Locks a data directory, which it creates if needed, for this process: the embedded database serves only
 * one. Takes over the lock of a process that was killed.
 *
 * @returns a function that releases the lock.
 * @throws DirectoryInUse when a running process holds it, StartError when it cannot be written.
 */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, 'milepost.lock');
  const mine = `${process.pid} ${statOf(process.pid).start}`;
  try {
    keepPrivate(directory);
    while (!claim(path, mine)) takeOver(path, mine, directory);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The data directory ${directory} cannot be used (${(error as Error).message}). Set DATA_DIR to one that can be written.`,
    );
  }
  return () => rmSync(path, { force: true });
}

function claim(path: string, mine: string): boolean {
  try {
    writeFileSync(path, mine, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of a process that has ended. */
function takeOver(path: string, mine: string, directory: string): void {
  try {
    const holder = readFileSync(path, 'utf8');
    const [pid = '', start = ''] = holder.split(' ');
    const held = holder === '' ? isYoung(path) : isAlive(Number(pid)) && statOf(Number(pid)).start === start;
    if (held && holder !== mine) {
      throw new DirectoryInUse(
        `The data directory ${directory} is in use by process ${pid || 'that is just starting'}. Stop it first, or set DATABASE_URL to share a PostgreSQL server.`,
      );
    }
    remove(path, holder);
  } catch (error) {
    // released, or taken over by another process
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** Two processes may find the same dead holder: the slower one restores the lock of the faster. */
function remove(path: string, holder: string): void {
  const aside = `${path}.${process.pid}`;
  renameSync(path, aside);
  if (readFileSync(aside, 'utf8') === holder) rmSync(aside);
  else renameSync(aside, path);
}

/** An empty lock file is being written, or its writer was killed. */
const isYoung = (path: string) => Date.now() - statSync(path).mtimeMs < 2_000;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** Whether a process runs; a zombie does not. */
function isAlive(pid: number): boolean {
  if (!(pid > 0) || statOf(pid).state === 'Z') return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * The state and start time of a process, on Linux (proc(5)). The start time is needed because process ids are
 * reused, above all in containers.
 */
function statOf(pid: number): { state: string; start: string } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', start: fields[19] ?? '' };
  } catch {
    return { state: '', start: '' };
  }
}
