import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

/**
 * Takes a data directory for this process; the embedded database is for one process alone.
 * A lock that a killed process left behind is taken over.
 *
 * @returns the function that gives the directory back.
 * @throws StartError when a living process holds it.
 */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, 'milepost.lock');
  const mine = `${process.pid} ${startOf(process.pid)}`;
  try {
    writeFileSync(path, mine, { flag: 'wx' });
  } catch {
    const holder = readFileSync(path, 'utf8');
    const [pid = '', start = ''] = holder.split(' ');
    if (holder !== mine && isAlive(Number(pid)) && startOf(Number(pid)) === start) {
      throw new StartError(
        `The data directory ${directory} is in use by process ${pid}. Stop it first, or set DATABASE_URL to share a PostgreSQL server.`,
      );
    }
    rmSync(path, { force: true });
    return lockDirectory(directory);
  }
  return () => rmSync(path, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began, where the system tells (Linux): process ids are used again, above all in containers. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
