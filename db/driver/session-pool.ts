import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from './session.ts';

/** The largest number of connections, and how long a caller waits for a free one. */
export type PoolLimits = { max: number; waitMs: number };

/** Thrown when no connection was free in time, and by a closed pool. */
export class NoConnection extends Error {
  override name = 'NoConnection';
  code = 'NO_CONNECTION';
}

type Waiter = { since: number; resolve(session: Session): void; fail(error: unknown): void };

/** A connection is replaced after this time, because its server process grows. */
const maxAgeMs = 45 * 60_000;

const closed = () => new NoConnection('the database was closed');

/** Hands out connections first come, first served, and opens them on demand. */
export class SessionPool {
  readonly #openSession: () => Promise<Session>;
  readonly #settings: PoolLimits;
  /** Open connections, with when each was opened. */
  readonly #openedAt = new Map<Session, number>();
  readonly #idle: Session[] = [];
  readonly #waiting: Waiter[] = [];
  #opening = 0;
  #isEnding = false;

  constructor(openSession: () => Promise<Session>, settings: PoolLimits) {
    this.#openSession = openSession;
    this.#settings = settings;
  }

  /** The open connections, idle or in use. */
  get sessions(): Iterable<Session> {
    return this.#openedAt.keys();
  }

  /** @throws NoConnection when none is free in time, or the driver's error when connecting fails. */
  async acquire(): Promise<Session> {
    if (this.#isEnding) throw closed();
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) if (!idle.isLost()) return idle;
    const { promise, resolve, reject } = Promise.withResolvers<Session>();
    const waiter: Waiter = { since: performance.now(), resolve, fail: reject };
    const timer = setTimeout(() => {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      reject(new NoConnection('no connection to the database was free in time'));
    }, this.#settings.waitMs);
    this.#waiting.push(waiter);
    this.#openMore();
    return promise.finally(() => clearTimeout(timer));
  }

  /** Returns a connection, which must be outside any transaction or lost. */
  release(session: Session): void {
    if (session.isLost()) return;
    const age = performance.now() - (this.#openedAt.get(session) ?? 0);
    if (this.#isEnding || age > maxAgeMs) {
      session.destroy(closed());
      return;
    }
    const next = this.#waiting.shift();
    if (next) next.resolve(session);
    else this.#idle.push(session);
  }

  /** Refuses new callers, waits at most `timeout` seconds for connections in use, then closes all. */
  async end(timeout: number): Promise<void> {
    this.#isEnding = true;
    for (const waiter of this.#waiting.splice(0)) waiter.fail(closed());
    for (const session of [...this.#idle]) session.destroy(closed());
    const until = performance.now() + timeout * 1000;
    while (this.#openedAt.size + this.#opening > 0 && performance.now() < until) await sleep(5);
    for (const session of [...this.sessions]) session.destroy(closed());
  }

  #openMore(): void {
    const free = this.#settings.max - this.#openedAt.size - this.#opening;
    for (let left = Math.min(this.#waiting.length - this.#opening, free); left > 0; left -= 1)
      void this.#open();
  }

  async #open(): Promise<void> {
    this.#opening += 1;
    const begun = performance.now();
    try {
      const session = await this.#openSession();
      this.#openedAt.set(session, performance.now());
      session.onLost(() => this.#forget(session));
      this.release(session);
    } catch (error) {
      // a caller that came later gets an attempt of its own: the server may be back
      const [first] = this.#waiting;
      if (first && first.since <= begun) this.#waiting.shift()?.fail(error);
    }
    this.#opening -= 1;
    this.#openMore();
  }

  #forget(session: Session): void {
    this.#openedAt.delete(session);
    const at = this.#idle.indexOf(session);
    if (at >= 0) this.#idle.splice(at, 1);
    this.#openMore();
  }
}
