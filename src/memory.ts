import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often it is looked at, in milliseconds. */
const everyMs = 30_000;
/** The share of time that the process worked, below which nobody is asking for anything. */
const idleBelow = 0.05;
/** What is worth a collection, in bytes. */
const worth = 32 * 1024 * 1024;

/** How this process stands; apart from the process for tests. */
export type Gauge = {
  /** Resident memory in bytes. */
  resident(): number;
  /** The share of time since it was last asked that the process worked, from 0 to 1. */
  busy(): number;
  /** Gives back to the system what V8 keeps for the next rush. Stops everything for some tenths of a second. */
  collect(): void;
};

/**
 * Gives memory back once a rush is over. V8's young generation grows with the load, and V8 keeps its
 * pages when it shrinks: after a minute at 200 requests a second the process held 100 MB and more that
 * nothing lived in.
 *
 * @returns looks once; call it from time to time.
 */
export function memoryKeeper(gauge: Gauge): () => void {
  let least = gauge.resident();
  return () => {
    const busy = gauge.busy();
    if (busy > idleBelow || gauge.resident() < least + worth) return;
    gauge.collect();
    least = gauge.resident();
  };
}

/** Looks after the memory of this process as long as it lives. */
export function keepMemory(): void {
  let last = performance.eventLoopUtilization();
  const look = memoryKeeper({
    resident: () => process.memoryUsage.rss(),
    busy() {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      return utilization;
    },
    collect: collector(),
  });
  setInterval(look, everyMs).unref();
}

/** Only a collection of last resort empties V8's pool of pages; the first one lets go of what the second finds. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (how: { type: string; execution: string; flavor: string }) => void;
  const how = { type: 'major', execution: 'sync', flavor: 'last-resort' };
  return () => {
    collect(how);
  };
}
