import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp, type HostLimits } from '../../src/http/app.ts';
import type { ProbePorts } from '../../src/http/probes.ts';

let app: FastifyInstance;
let sockets: Socket[] = [];
let asked: PromiseWithResolvers<void>;
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await app.close();
});

async function start(limits: Partial<HostLimits>, probes: ProbePorts = { ping: async () => {} }) {
  asked = Promise.withResolvers<void>();
  const slow = async (host: FastifyInstance) => {
    host.get('/slow', async () => {
      asked.resolve();
      await sleep(300);
      return 'done';
    });
  };
  app = await createApp({ log: pino({ level: 'silent' }) as never, plugins: [slow], probes, limits });
  return app.listen({ host: '127.0.0.1', port: 0 });
}

/** Opens a connection and says something; resolves once it is open. */
async function say(words: string): Promise<Socket> {
  const address = app.server.address();
  const socket = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1');
  sockets.push(socket.on('error', () => {}));
  await once(socket, 'connect');
  socket.resume();
  if (words) socket.write(words);
  return socket;
}

const halves = {
  'says nothing': '',
  'stops in the middle of its headers': 'POST /slack/events HTTP/1.1\r\nHost: x\r\n',
  'stops in the middle of its body':
    'POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc',
};

describe('the host', () => {
  it('logs the route of a failed request and no token of its address', async () => {
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    const fails = async (host: FastifyInstance) => {
      host.get('/pictures/:token', async () => {
        throw new Error('out of paint');
      });
    };
    app = await createApp({
      log: log as never,
      plugins: [fails],
      probes: { ping: async () => {} },
      limits: {},
    });
    const { statusCode, body } = await app.inject('/pictures/secret-token?a=secret-query');
    expect([statusCode, body]).toEqual([500, JSON.stringify({ error: 'internal error' })]);
    expect(lines.join()).toContain('"cause":"out of paint","route":"/pictures/:token"');
    expect(lines.join()).not.toContain('secret');
  });

  it.each(Object.entries(halves))('closes a connection that %s', async (_name, words) => {
    await start({ requestMs: 300 });
    const socket = await say(words);
    const before = performance.now();
    await once(socket, 'close');
    expect(performance.now() - before).toBeLessThan(3_000);
  });

  it('stops in the midst of fifty such connections, and answers what was asked before', async () => {
    const url = await start({ requestMs: 60_000, stopMs: 1_500 });
    const all = Object.values(halves);
    await Promise.all(Array.from({ length: 51 }, (_, n) => say(all[n % all.length] ?? '')));
    const answer = fetch(`${url}/slow`).then((response) => response.text());
    await asked.promise;
    const before = performance.now();
    await app.close();
    expect(performance.now() - before).toBeLessThan(4_000);
    expect(await answer).toBe('done');
  });
});

describe('the probes', () => {
  const limits = { withinMs: 100, deadAfterMs: 400 };
  const ask = async (url: string, path: string) => {
    const before = performance.now();
    const { status } = await fetch(url + path);
    expect(performance.now() - before).toBeLessThan(1_000);
    return status;
  };

  it.each([
    ['hangs', () => new Promise<void>(() => {})],
    ['fails', () => Promise.reject(new Error('gone'))],
  ])('fail fast while the database %s, the one for life only after a while', async (_name, ping) => {
    const url = await start({}, { ping, limits });
    expect([await ask(url, '/readyz'), await ask(url, '/healthz')]).toEqual([503, 200]);
    await sleep(400);
    expect([await ask(url, '/readyz'), await ask(url, '/healthz')]).toEqual([503, 503]);
  });

  it('say that all is well again as soon as it is', async () => {
    let up = false;
    const ping = () => (up ? Promise.resolve() : Promise.reject(new Error('gone')));
    const url = await start({}, { ping, limits });
    await sleep(450);
    expect([await ask(url, '/readyz'), await ask(url, '/healthz')]).toEqual([503, 503]);
    up = true;
    expect([await ask(url, '/healthz'), await ask(url, '/readyz')]).toEqual([200, 200]);
  });
});
