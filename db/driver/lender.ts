import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from './session.ts';

/** How many connections there are at most, and how long somebody waits for a free one. */
export type Lending = { max: number; waitMs: number };

/** No connection was free in time. */
export class NoConnection extends Error {
  override name = 'NoConnection';
  code = 'NO_CONNECTION';
}

type Waiter = { take(session: Session): void; fail(error: unknown): void };

/** How long a connection is used at most, because the server's side of it grows. */
const lifeMs = 45 * 60_000;

const closed = () => new NoConnection('the database was closed');

/** Lends connections to one borrower at a time, first come, first served; opens them when they are needed. */
export class Lender {
  readonly #openSession: () => Promise<Session>;
  readonly #settings: Lending;
  /** All that are open, and since when. */
  readonly #bornAt = new Map<Session, number>();
  readonly #idle: Session[] = [];
  readonly #waiting: Waiter[] = [];
  #opening = 0;
  #ending = false;

  constructor(openSession: () => Promise<Session>, settings: Lending) {
    this.#openSession = openSession;
    this.#settings = settings;
  }

  /** Every open connection. */
  get sessions(): Iterable<Session> {
    return this.#bornAt.keys();
  }

  /** @throws NoConnection when none is free in time, or the driver's error when the server cannot be reached. */
  async take(): Promise<Session> {
    if (this.#ending) throw closed();
    for (let free = this.#idle.pop(); free; free = this.#idle.pop()) if (!free.isLost()) return free;
    const { promise, resolve, reject } = Promise.withResolvers<Session>();
    const waiter: Waiter = { take: resolve, fail: reject };
    const timer = setTimeout(() => {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      reject(new NoConnection('no connection to the database was free in time'));
    }, this.#settings.waitMs);
    this.#waiting.push(waiter);
    this.#openMore();
    return promise.finally(() => clearTimeout(timer));
  }

  /** Takes a connection back: one that is outside any transaction, or lost. */
  give(session: Session): void {
    if (session.isLost()) return;
    const age = performance.now() - (this.#bornAt.get(session) ?? 0);
    if (this.#ending || age > lifeMs) {
      session.destroy(closed());
      return;
    }
    const next = this.#waiting.shift();
    if (next) next.take(session);
    else this.#idle.push(session);
  }

  /** Lends no more; waits for what is lent, so many seconds. */
  async end(timeout: number): Promise<void> {
    this.#ending = true;
    for (const waiter of this.#waiting.splice(0)) waiter.fail(closed());
    for (const session of [...this.#idle]) session.destroy(closed());
    const until = performance.now() + timeout * 1000;
    while (this.#bornAt.size + this.#opening > 0 && performance.now() < until) await sleep(5);
    for (const session of [...this.sessions]) session.destroy(closed());
  }

  #openMore(): void {
    const room = this.#settings.max - this.#bornAt.size - this.#opening;
    for (let left = Math.min(this.#waiting.length - this.#opening, room); left > 0; left -= 1)
      void this.#open();
  }

  async #open(): Promise<void> {
    this.#opening += 1;
    try {
      const session = await this.#openSession();
      this.#bornAt.set(session, performance.now());
      session.onLost(() => this.#forget(session));
      this.give(session);
    } catch (error) {
      this.#waiting.shift()?.fail(error);
    }
    this.#opening -= 1;
    this.#openMore();
  }

  #forget(session: Session): void {
    this.#bornAt.delete(session);
    const at = this.#idle.indexOf(session);
    if (at >= 0) this.#idle.splice(at, 1);
    this.#openMore();
  }
}
