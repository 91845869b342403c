import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The output and exit code of a program. */
export type Ended = { code: number | null; out: string; err: string };

/** A program of this repository in its own process. */
export type Running = {
  process: ChildProcess;
  /** Resolves when the program prints `words`; rejects when it ends first. */
  says(words: string): Promise<void>;
  ended: Promise<Ended>;
};

/** Spares each start a third of its processor time, which goes into stripping types. */
const compileCache = join(tmpdir(), 'milepost-compile-cache');

/** Starts a program of `src` with these settings only, in a directory without `.env`. */
export function startProgram(
  program: 'main.ts' | 'cli.ts',
  args: string[],
  { env, cwd }: { env: Record<string, string>; cwd: string },
): Running {
  const file = join(import.meta.dirname, '../../../src', program);
  const child = spawn(process.execPath, [file, ...args], {
    cwd,
    env: { PATH: process.env.PATH, TZ: 'UTC', NODE_COMPILE_CACHE: compileCache, ...env },
  });
  const said: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += chunk));
  child.stderr.on('data', (chunk) => (said.err += chunk));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...said, code }));
  });
  const says = (words: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => said.out.includes(words) && resolve();
      child.stdout.on('data', look);
      look();
      ended.then(
        ({ code, err }) => reject(new Error(`it ended with ${code} without saying “${words}”: ${err}`)),
        reject,
      );
    });
  return { process: child, says, ended };
}
