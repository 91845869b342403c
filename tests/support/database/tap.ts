import { connect, createServer, type Socket } from 'node:net';

/** One transaction, as seen on the wire. */
export type Transaction = {
  /** Every statement in order, BEGIN and COMMIT included. */
  statements: string[];
  /** How often the client waited for an answer. */
  roundTrips: number;
  /** Total waiting time in milliseconds. */
  waitedMs: number;
};

/** A proxy that observes the traffic to a PostgreSQL server. */
export type Tap = {
  /** URL of the server through the tap. */
  url: string;
  /** The finished transactions of all connections, oldest first. */
  transactions: Transaction[];
  close(): Promise<void>;
};

/** Starts a proxy that observes the traffic between clients and a server without changing it. */
export async function tapInto(serverUrl: string): Promise<Tap> {
  const target = new URL(serverUrl);
  const transactions: Transaction[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname).setNoDelay(true);
    near.setNoDelay(true);
    const ear = new Ear(transactions);
    near.on('data', (chunk) => {
      ear.hears(chunk);
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      ear.answered();
      near.write(chunk);
    });
    for (const [one, other] of [[near, far] as const, [far, near] as const]) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the tap has no port');
  return {
    url: Object.assign(new URL(serverUrl), { port: String(address.port) }).href,
    transactions,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Decodes what one client sends (PostgreSQL's protocol 3, "Message Formats"). */
class Ear {
  readonly #finished: Transaction[];
  readonly #texts = new Map<string, string>();
  #rest = Buffer.alloc(0);
  #greeted = false;
  #bound = '';
  #open: Transaction | undefined;
  #ends = false;
  #askedAt: number | undefined;
  #answeredAt = 0;

  constructor(finished: Transaction[]) {
    this.#finished = finished;
  }

  hears(chunk: Buffer): void {
    this.#settleWait();
    this.#rest = Buffer.concat([this.#rest, chunk]);
    if (!this.#greeted) this.#greeted = this.#take(0) !== undefined;
    for (let type = this.#rest[0]; this.#greeted; type = this.#rest[0]) {
      const body = this.#take(1);
      if (body === undefined || type === undefined) break;
      this.#message(String.fromCharCode(type), body);
    }
    this.#askedAt ??= performance.now();
  }

  answered(): void {
    this.#answeredAt = performance.now();
    if (!this.#ends || !this.#open) return;
    this.#settleWait();
    this.#finished.push(this.#open);
    this.#open = undefined;
    this.#ends = false;
  }

  /** Takes the next message, whose length is at `at`; undefined while it is incomplete. */
  #take(at: 0 | 1): Buffer | undefined {
    const length = this.#rest.length < at + 4 ? Number.POSITIVE_INFINITY : at + this.#rest.readInt32BE(at);
    if (this.#rest.length < length) return undefined;
    const body = this.#rest.subarray(at + 4, length);
    this.#rest = this.#rest.subarray(length);
    return body;
  }

  #message(type: string, body: Buffer): void {
    const [first = '', second = ''] = body.toString('utf8').split('\0', 2);
    if (type === 'P') this.#texts.set(first, second);
    if (type === 'B') this.#bound = this.#texts.get(second) ?? '';
    if (type === 'Q') this.#runs(first);
    if (type === 'E') this.#runs(this.#bound);
  }

  #runs(text: string): void {
    if (/^begin\b/i.test(text)) this.#open = { statements: [], roundTrips: 0, waitedMs: 0 };
    this.#open?.statements.push(text);
    this.#ends = /^(commit|rollback$)/i.test(text);
  }

  /** Counts a round trip when the client sends again after it was answered. */
  #settleWait(): void {
    if (this.#askedAt === undefined || this.#answeredAt < this.#askedAt) return;
    if (this.#open) {
      this.#open.roundTrips += 1;
      this.#open.waitedMs += this.#answeredAt - this.#askedAt;
    }
    this.#askedAt = undefined;
  }
}
