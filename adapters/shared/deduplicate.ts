import { createRecentCache } from './recent-cache.ts';

/** Does something for the first arrival of a message only; resolves to whether this was the first. */
export type Deduplicate = (key: string, work: () => Promise<void>) => Promise<boolean>;

/**
 * Answers a message once in this process, however often its platform delivers it. A second arrival
 * waits for the first, so that it is not acknowledged before; where the first fails, the next arrival
 * counts as the first. Between processes the database knows what was answered (db/queries/save/arrivals.ts).
 */
export function createDeduplicator(): Deduplicate {
  const arrivals = createRecentCache<Promise<void>>();
  return async (key, work) => {
    const earlier = arrivals.get(key);
    if (earlier) {
      await earlier;
      return false;
    }
    const first = work();
    arrivals.set(key, first);
    try {
      await first;
      return true;
    } catch (error) {
      arrivals.delete(key);
      throw error;
    }
  };
}
