import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pooler } from './pooler.ts';
import { freePort } from './postgres.ts';

/** Whether the program `pgbouncer` is installed. */
export const hasPgBouncer = spawnSync('pgbouncer', ['--version']).status === 0;

/** User and group `nobody`, because PgBouncer refuses to run as root. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Starts PgBouncer in transaction mode in front of a server. */
export async function startPgBouncer(serverUrl: string, size = 5): Promise<Pooler> {
  const target = new URL(serverUrl);
  const directory = mkdtempSync(join(tmpdir(), 'milepost-pgbouncer-'));
  const port = await freePort();
  chmodSync(directory, 0o755);
  const file = join(directory, 'pgbouncer.ini');
  const lines = [
    '[databases]',
    `* = host=${target.hostname} port=${target.port} user=${target.username} password=${target.password}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    // So that a client's next transaction mostly gets another session.
    'server_round_robin = 1',
    `default_pool_size = ${size}`,
  ];
  writeFileSync(file, lines.join('\n'));
  const program = spawn('pgbouncer', ['-q', file], { ...nobody, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => program.once('exit', () => resolve()));
  const gone = ended.then(() => Promise.reject(new Error('PgBouncer ended')));
  gone.catch(() => {});
  await Promise.race([gone, untilListening(port)]);
  return {
    url: `${Object.assign(new URL(serverUrl), { port: String(port) }).href}?prepare=false`,
    close: async () => {
      program.kill('SIGKILL');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await sleep(20);
  }
}
