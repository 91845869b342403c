/** How many are remembered; platforms repeat, and people correct, a message within minutes. */
const maxEntries = 1_000;
/** How long after a message its correction is still one. A request is known for longer than that. */
const correctableMs = 24 * 3_600_000;

/** Whether a message is so young that a corrected one is to be tried; its time in milliseconds, where it is known. */
export const isCorrectable = (writtenMs: number, nowMs: number): boolean =>
  !Number.isFinite(writtenMs) || nowMs - writtenMs < correctableMs;

/** What belonged to the latest messages, by their keys, in this process. */
export type RecentCache<T> = {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
};

/** Remembers so many, and forgets the oldest. */
export function createRecentCache<T>(): RecentCache<T> {
  const values = new Map<string, T>();
  return {
    get: (key) => values.get(key),
    set(key, value) {
      values.delete(key);
      values.set(key, value);
      const [oldest] = values.keys();
      if (values.size > maxEntries && oldest !== undefined) values.delete(oldest);
    },
    delete: (key) => void values.delete(key),
  };
}
