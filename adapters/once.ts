/** Messages that were answered lately are known; platforms repeat a delivery within minutes. */
const kept = 1_000;

/** Does something for the first arrival of a message only; resolves to whether this was the first. */
export type Once = (key: string, work: () => Promise<void>) => Promise<boolean>;

/**
 * Answers a message once in this process, however often its platform delivers it. A second arrival
 * waits for the first, so that it is not acknowledged before; where the first fails, it is one itself.
 */
export function createOnce(): Once {
  const known = new Map<string, Promise<void>>();
  return async (key, work) => {
    const before = known.get(key);
    if (before) {
      await before;
      return false;
    }
    const first = work();
    known.set(key, first);
    const [oldest] = known.keys();
    if (known.size > kept && oldest !== undefined) known.delete(oldest);
    try {
      await first;
      return true;
    } catch (error) {
      known.delete(key);
      throw error;
    }
  };
}
