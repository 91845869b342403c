/** Tracks work that continues after its request was answered, so that a shutdown can wait for it. */
export function createInflight() {
  const running = new Set<Promise<void>>();
  return {
    /** Adds work that never rejects. */
    add(work: Promise<void>): void {
      running.add(work);
      void work.finally(() => running.delete(work));
    },
    /** Resolves once no work is running. */
    async drained(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Work that continues after its request was answered. */
export type Inflight = ReturnType<typeof createInflight>;
