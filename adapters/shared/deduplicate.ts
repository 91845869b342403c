import { createRecentCache } from './recent-cache.ts';

/** Runs `work` for the first arrival of a key only; resolves to whether this was the first. */
export type Deduplicate = (key: string, work: () => Promise<void>) => Promise<boolean>;

/**
 * Deduplicates deliveries within this process. A repeated delivery waits for the first one, so that it is
 * not acknowledged earlier. When the first fails, the next one runs again. Across processes the database
 * deduplicates (db/queries/save/arrivals.ts).
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
