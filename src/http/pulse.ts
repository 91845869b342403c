import { setTimeout as sleep } from 'node:timers/promises';

/** Whether the database answers; one query at a time, each with a timeout. */
export type Pulse = {
  /** Asks now; false when no answer comes in time. Never rejects. */
  beats(): Promise<boolean>;
  /** Whether the database has been silent for so long that a restart may help. */
  isDead(): boolean;
};

/** `withinMs` limits one question; without an answer for `deadAfterMs` the process counts as dead. */
export type PulseLimits = { withinMs: number; deadAfterMs: number };

/** Watches the database by `ping`, which rejects when it does not answer. */
export function createPulse(ping: () => Promise<void>, { withinMs, deadAfterMs }: PulseLimits): Pulse {
  let answeredAt = performance.now();
  let asking: Promise<boolean> | undefined;
  const ask = async () => {
    try {
      await ping();
      answeredAt = performance.now();
      return true;
    } catch {
      return false;
    } finally {
      asking = undefined;
    }
  };
  return {
    beats() {
      asking ??= ask();
      return Promise.race([asking, sleep(withinMs, false, { ref: false })]);
    },
    isDead: () => performance.now() - answeredAt > deadAfterMs,
  };
}
