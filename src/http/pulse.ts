import { setTimeout as sleep } from 'node:timers/promises';

/** Whether the database answers, asked at most once at a time, with a limit to each question. */
export type Pulse = {
  /** Asks now; false when there is no answer within the limit. Never rejects. */
  beats(): Promise<boolean>;
  /** Nothing was answered for so long that a restart may help. */
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
