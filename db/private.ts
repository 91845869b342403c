import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The entries that Milepost creates in a data directory. */
const ours = /^(pglite|manifest|preview|milepost\.lock)([.-]|$)/;
/** The permission bits of group and others. */
const others = 0o077;

/**
 * Creates a data directory that only its owner can read, or restricts an existing one. A directory with other
 * content, such as a home, keeps its mode; only Milepost's entries in it are restricted.
 */
export function keepPrivate(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const entries = readdirSync(directory);
  const own = entries.filter((entry) => ours.test(entry));
  if (own.length === entries.length) tighten(directory);
  for (const entry of own) tightenAll(join(directory, entry));
}

/** Removes the rights of group and others from a file, or from a directory and everything in it. */
export function tightenAll(path: string): void {
  tighten(path);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const entry of readdirSync(path, { recursive: true })) tighten(join(path, String(entry)));
}

/** Restricts one file, unless another user owns it, as on a mounted volume. */
function tighten(path: string): void {
  const { mode, uid } = statSync(path, { throwIfNoEntry: false }) ?? { mode: 0, uid: -1 };
  if ((mode & others) === 0 || uid !== process.getuid?.()) return;
  try {
    chmodSync(path, mode & ~others & 0o777);
  } catch (error) {
    // another process may have removed its lock file meanwhile
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
