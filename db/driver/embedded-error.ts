import { accessSync, constants, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';

/** The engine writes at least this many bytes when it starts. */
const neededBytes = 32 * 1024 * 1024;

/**
 * Explains in one line why the embedded database did not open. The engine only reports that it was
 * aborted, so this checks what it needs.
 *
 * @param freeBytes free space on the directory's disk.
 */
export function whyUnusable(directory: string, error: unknown, freeBytes = freeOn(directory)): StartError {
  if (freeBytes < neededBytes) {
    return new StartError(
      `The disk of the data directory ${directory} is full: free some space, or set DATA_DIR to another disk.`,
    );
  }
  if (error instanceof Error && 'syscall' in error) {
    return new StartError(
      `The data directory ${directory} cannot be used (${error.message}). Set DATA_DIR to another one.`,
    );
  }
  const unwritable = ['.', 'pglite', 'pglite/PG_VERSION', 'pglite/base', 'pglite/pg_wal'].find(
    (path) => !isWritable(join(directory, path)),
  );
  if (unwritable) {
    return new StartError(
      `The data directory ${directory} cannot be used (${join(directory, unwritable)} cannot be written). Give it to the user who runs Milepost, or set DATA_DIR to another one.`,
    );
  }
  return new StartError(
    `The embedded database in ${directory} cannot be opened: its files are damaged. Put a backup in its place, or move ${join(directory, 'pglite')} away to start anew.`,
  );
}

function freeOn(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

/** Whether a file can be written; a missing one can. */
function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
