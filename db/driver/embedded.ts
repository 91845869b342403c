import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { tightenAll } from '../private.ts';

const run = promisify(execFile);

// The optimising compiler holds 150 MB and more for an engine of this size, and makes only long
// queries faster; ours are short. The flags are read when the engine is compiled.
for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) {
  setFlagsFromString(flag);
}

/** The embedded database serves one process: a small cache does, and the default one alone takes 128 MB. */
const settings = { postgresqlconf: ['shared_buffers=16MB'] };

/**
 * Opens the embedded database in a directory. One that is not there yet is made by a process of its
 * own, because making one takes 200 MB that the maker never gives back.
 */
export async function openPglite(directory: string): Promise<PGlite> {
  if (!existsSync(join(directory, 'PG_VERSION'))) await make(directory);
  return PGlite.create(directory, settings);
}

/**
 * It is made beside its place and put there whole: whoever loses patience with a first start and ends
 * it must not find half a database at the next one.
 */
async function make(directory: string): Promise<void> {
  const [parent, unfinished] = [dirname(directory), `${basename(directory)}.new-`];
  for (const name of await readdir(parent)) {
    // its maker may still be at it; what cannot be removed now is removed by the next one
    if (name.startsWith(unfinished)) await rm(join(parent, name), { recursive: true }).catch(() => {});
  }
  const made = await mkdtemp(join(parent, unfinished));
  await run(process.execPath, [import.meta.filename, made]);
  // its maker gives some files to everybody, whatever the process asks for
  tightenAll(made);
  await rename(made, directory);
}

if (import.meta.main) {
  const made = await PGlite.create(process.argv[2] ?? '', settings);
  await made.close();
}
