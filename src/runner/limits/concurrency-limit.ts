/** The largest number of requests that may use the database at the same time. */
export type MaxConcurrent = {
  /** Per organisation: part of the connections, so that others find some free. */
  organisation: number;
  /** Changes per room: they wait for the lock of one project, and should not occupy connections meanwhile. */
  room: number;
};

/** The organisation and, for a change, the room of a request. */
export type ConcurrencyKeys = { organisation: string; room?: string };

/** Runs work when its organisation and room have capacity; queues it in order of arrival until then. */
export type ConcurrencyLimit = <T>(keys: ConcurrencyKeys, work: () => Promise<T>) => Promise<T>;

/** Twelve connections serve commands (`db/connect.ts`). */
const defaultMaxConcurrent: MaxConcurrent = { organisation: 8, room: 2 };

/** Creates the concurrency limit of one process. */
export function createConcurrencyLimit({
  organisation,
  room,
}: MaxConcurrent = defaultMaxConcurrent): ConcurrencyLimit {
  const [organisations, rooms] = [limitByKey(organisation), limitByKey(room)];
  return (keys, work) => {
    const runInOrganisation = () => organisations(keys.organisation, work);
    if (keys.room === undefined) return runInOrganisation();
    return rooms(`${keys.organisation}/${keys.room}`, runInOrganisation);
  };
}

type Queue = { running: number; waiting: (() => void)[] };

/** Runs at most `maxRunning` pieces of work at once for each key, in order of arrival. */
function limitByKey(maxRunning: number): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, Queue>();
  return async (key, work) => {
    const queue = queues.get(key) ?? { running: 0, waiting: [] };
    queues.set(key, queue);
    if (queue.running < maxRunning) queue.running += 1;
    else await new Promise<void>((resolve) => queue.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = queue.waiting.shift();
      // the next in the queue takes over the slot
      if (next) next();
      else queue.running -= 1;
      if (queue.running === 0) queues.delete(key);
    }
  };
}
