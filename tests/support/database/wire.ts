import { connect, createServer, type Socket } from 'node:net';
import type { TestDatabase } from './database.ts';

/** A connection between Milepost and its server that can be cut, frozen and restored. */
export type Wire = {
  /** The same database through this wire. */
  database: TestDatabase;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** Stops all traffic without closing any connection. */
  freeze(): void;
  mend(): void;
  close(): Promise<void>;
};

/** Puts a wire in front of a database. */
export async function wireTo(database: TestDatabase): Promise<Wire> {
  if (!('url' in database.location)) throw new Error('only a server has a wire');
  const url = new URL(database.location.url);
  const pairs = new Set<[Socket, Socket]>();
  let state: 'whole' | 'cut' | 'frozen' = 'whole';

  const server = createServer((near) => {
    if (state === 'cut') return near.destroy();
    const far = connect(Number(url.port), url.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        pairs.delete(pair);
      });
      from.pipe(to);
    }
    if (state === 'frozen') for (const socket of pair) socket.pause();
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the wire has no port');
  const location = { url: Object.assign(new URL(url), { port: String(address.port) }).href };
  const each = (act: (socket: Socket) => unknown) => {
    for (const pair of pairs) pair.forEach(act);
  };
  return {
    database: { ...database, location },
    cut() {
      state = 'cut';
      each((socket) => socket.destroy());
    },
    freeze() {
      state = 'frozen';
      each((socket) => socket.pause());
    },
    mend() {
      state = 'whole';
      each((socket) => socket.resume());
    },
    close: () => {
      each((socket) => socket.destroy());
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
