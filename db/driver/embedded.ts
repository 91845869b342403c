import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { tightenAll } from '../private.ts';

const run = promisify(execFile);

// The optimising compiler takes more than 150 MB for this engine and speeds up only long queries. V8 reads
// the flags when it compiles the engine.
for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) {
  setFlagsFromString(flag);
}

/** One process needs only a small cache; the default takes 128 MB. */
const settings = { postgresqlconf: ['shared_buffers=16MB'] };

/**
 * Opens the embedded database in a directory. A child process creates a missing one, because creation
 * takes 200 MB that a process never frees.
 */
export async function openPglite(directory: string): Promise<PGlite> {
  if (!existsSync(join(directory, 'PG_VERSION'))) await make(directory);
  return PGlite.create(directory, settings);
}

/**
 * Creates the database next to its final path and renames it, so that an interrupted first start leaves
 * no partial database.
 */
async function make(directory: string): Promise<void> {
  const [parent, unfinished] = [dirname(directory), `${basename(directory)}.new-`];
  for (const name of await readdir(parent)) {
    // the child may still be writing; the next start removes what is left
    if (name.startsWith(unfinished)) await rm(join(parent, name), { recursive: true }).catch(() => {});
  }
  const made = await mkdtemp(join(parent, unfinished));
  await run(process.execPath, [import.meta.filename, made]);
  // PGlite makes some files world-readable whatever the umask
  tightenAll(made);
  await rename(made, directory);
}

if (import.meta.main) {
  const made = await PGlite.create(process.argv[2] ?? '', settings);
  await made.close();
}
