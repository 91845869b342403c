import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';

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
  if (!existsSync(join(directory, 'PG_VERSION')))
    await run(process.execPath, [import.meta.filename, directory]);
  return PGlite.create(directory, settings);
}

if (import.meta.main) {
  const made = await PGlite.create(process.argv[2] ?? '', settings);
  await made.close();
}
