/** Work that goes on after its request was answered, so that a shutdown can wait for it. */
export function createInflight() {
  const running = new Set<Promise<void>>();
  return {
    /** Keeps a piece of work that does not reject. */
    add(work: Promise<void>): void {
      running.add(work);
      void work.finally(() => running.delete(work));
    },
    /** Resolves when nothing is underway any more. */
    async drained(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Work that goes on after its request was answered. */
export type Inflight = ReturnType<typeof createInflight>;
