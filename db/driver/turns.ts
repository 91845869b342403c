import { type Lending, NoConnection } from './lender.ts';

type Waiter = { start(): void; fail(error: unknown): void };

/** Lets so many work at a time, first come, first served; the others wait for a limited time. */
export class Turns {
  readonly #settings: Lending;
  readonly #waiting: Waiter[] = [];
  #taken = 0;

  constructor(settings: Lending) {
    this.#settings = settings;
  }

  /**
   * Runs work when it is its turn.
   *
   * @throws NoConnection when that takes longer than `waitMs`, else what the work throws.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken < this.#settings.max) this.#taken += 1;
    else await this.#turn();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next.start();
      else this.#taken -= 1;
    }
  }

  /** Fails everything that waits. */
  end(error: Error): void {
    for (const waiter of this.#waiting.splice(0)) waiter.fail(error);
  }

  #turn(): Promise<void> {
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
