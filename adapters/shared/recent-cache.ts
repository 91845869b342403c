/** Entries of one cache. Platforms repeat, and people correct, a message within minutes. */
const maxEntries = 1_000;
/** Age up to which an edit counts as a correction; requests are remembered for longer. */
const correctableMs = 24 * 3_600_000;

/** Whether a message is recent enough for an edit to be tried; true when its time is unknown. */
export const isCorrectable = (writtenMs: number, nowMs: number): boolean =>
  !Number.isFinite(writtenMs) || nowMs - writtenMs < correctableMs;

/** A cache of the latest values by key, in this process. */
export type RecentCache<T> = {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
};

/** Creates a cache that evicts the oldest entry when full. */
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
