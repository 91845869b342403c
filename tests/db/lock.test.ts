import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DirectoryInUse, lockDirectory } from '../../db/lock.ts';

const statOf = (pid: number) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0], start: fields[19] };
};

describe.runIf(process.platform === 'linux')('the lock of a data directory', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'milepost-lock-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  const heldBy = (pid: number, start = statOf(pid).start) =>
    writeFileSync(join(directory, 'milepost.lock'), `${pid} ${start}`);

  it('held by a living process is refused', () => {
    heldBy(process.ppid);
    expect(() => lockDirectory(directory)).toThrow(DirectoryInUse);
  });

  it('held by a process id that something else has now is taken over', () => {
    heldBy(process.ppid, '1');
    lockDirectory(directory)();
  });

  it('held by a process that was killed, and that its parent has not noticed, is taken over', async () => {
    // the parent becomes a program that waits for no child
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: 'pipe' });
    try {
      const [said] = await once(parent.stdout, 'data');
      const pid = Number(String(said));
      heldBy(pid);
      expect(() => lockDirectory(directory)).toThrow(DirectoryInUse);
      process.kill(pid, 'SIGKILL');
      await expect.poll(() => statOf(pid).state).toBe('Z');
      lockDirectory(directory)();
    } finally {
      parent.kill('SIGKILL');
    }
  });
});
