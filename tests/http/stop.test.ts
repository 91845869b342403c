import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readyDatabase } from '../support/database/database.ts';
import { startProgram } from '../support/process/process.ts';

it('a server with fifty half-open requests stops within seconds, in good order', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'milepost-stop-'));
  const database = await readyDatabase('postgresql');
  const { url } = database.location as { url: string };
  const env = { PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: url };
  const program = startProgram('main.ts', [], { cwd, env });
  let said = '';
  program.process.stdout?.on('data', (chunk) => (said += chunk));
  try {
    await program.says('Milepost is ready');
    const port = Number(/:(\d+)\//.exec(said)?.[1]);
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        const socket = connect(port, '127.0.0.1').on('error', () => {});
        await once(socket, 'connect');
        socket.write('POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc');
      }),
    );
    const before = performance.now();
    program.process.kill('SIGTERM');
    expect(await program.ended).toMatchObject({ code: 0, err: '' });
    expect(performance.now() - before).toBeLessThan(12_000);
  } finally {
    program.process.kill('SIGKILL');
    await program.ended;
    await database.drop();
    rmSync(cwd, { recursive: true, force: true });
  }
});
