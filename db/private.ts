import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What Milepost itself puts into a data directory. */
const ours = /^(pglite|manifest|preview|milepost\.lock)([.-]|$)/;
/** The bits that let others than the owner in. */
const others = 0o077;

/**
 * Makes a data directory for its owner alone, or takes one that is there: what others may read is
 * tightened. A directory that holds more than Milepost's own, such as a home, keeps its mode, and only
 * what is Milepost's in it is tightened.
 */
export function keepPrivate(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const entries = readdirSync(directory);
  const own = entries.filter((entry) => ours.test(entry));
  if (own.length === entries.length) tighten(directory);
  for (const entry of own) tightenAll(join(directory, entry));
}

/** Takes the rights of others away from a file, or from a directory and everything in it. */
export function tightenAll(path: string): void {
  tighten(path);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const entry of readdirSync(path, { recursive: true })) tighten(join(path, String(entry)));
}

/** Does it to one file, where that is ours to do: a mounted volume may be another user's. */
function tighten(path: string): void {
  const { mode, uid } = statSync(path, { throwIfNoEntry: false }) ?? { mode: 0, uid: -1 };
  if ((mode & others) === 0 || uid !== process.getuid?.()) return;
  try {
    chmodSync(path, mode & ~others & 0o777);
  } catch (error) {
    // another process may have given its lock back meanwhile
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
