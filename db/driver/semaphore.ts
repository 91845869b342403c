import { NoConnection, type PoolLimits } from './session-pool.ts';

type Waiter = { start(): void; fail(error: unknown): void };

/** Limits concurrent work, first come, first served; waiting is limited too. */
export class Semaphore {
  readonly #settings: PoolLimits;
  readonly #waiting: Waiter[] = [];
  #running = 0;

  constructor(settings: PoolLimits) {
    this.#settings = settings;
  }

  /**
   * Runs work as soon as fewer than `max` run.
   *
   * @throws NoConnection when that takes longer than `waitMs`; else whatever the work throws.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#settings.max) this.#running += 1;
    else await this.#wait();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next.start();
      else this.#running -= 1;
    }
  }

  /** Rejects everything that waits. */
  end(error: Error): void {
    for (const waiter of this.#waiting.splice(0)) waiter.fail(error);
  }

  #wait(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = { start: resolve, fail: reject };
    const timer = setTimeout(() => {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      reject(new NoConnection('no connection to the database was free in time'));
    }, this.#settings.waitMs);
    this.#waiting.push(waiter);
    return promise.finally(() => clearTimeout(timer));
  }
}
