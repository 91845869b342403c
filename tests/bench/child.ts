import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A program in its own process. */
export type Child = {
  url: string;
  /** Returns processor time since the start, in milliseconds. */
  processor(): Promise<number>;
  /** Returns resident memory after a garbage collection, in megabytes. */
  memory(): Promise<number>;
  /** Returns resident memory including garbage, in megabytes. */
  resident(): Promise<number>;
  stop(): Promise<void>;
};

const root = join(import.meta.dirname, '../..');

/** Starts a program of this repository and waits until it prints its address. @throws with its output when it ends before that. */
export async function startChild(program: string, env: Record<string, string>): Promise<Child> {
  const child = spawn(
    process.execPath,
    // The first flag as in `npm start`.
    [
      '--max-semi-space-size=32',
      '--expose-gc',
      '--import',
      join(import.meta.dirname, 'self-report.ts'),
      join(root, program),
    ],
    // The operator's own settings must not affect the measurement.
    { cwd: root, env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed = (printed + chunk).slice(-10_000);
      const found = /http:\/\/[^\s/]+/.exec(printed)?.[0];
      if (found) resolve(found.replace('0.0.0.0', '127.0.0.1'));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}:\n${printed}`)));
  });
  const ask = async (what: 'processor' | 'memory' | 'resident'): Promise<number> => {
    child.send(what);
    const [answer] = await once(child, 'message');
    return answer as number;
  };
  return {
    url,
    processor: async () => (await ask('processor')) / 1000,
    memory: async () => (await ask('memory')) / 1024 / 1024,
    resident: async () => (await ask('resident')) / 1024 / 1024,
    async stop() {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
