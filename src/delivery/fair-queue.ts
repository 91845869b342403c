/** Where a room belongs: an installation, and the platform that it shares with others. */
export type Installation = { platform: string; tenant: string };

/** How many rooms are told at the same time: in all, of one platform, of one installation. */
export type ConcurrencyLimits = { all: number; platform: number; installation: number };

/** Rooms that wait for their turn. */
export type FairQueue<Room> = {
  /** Lets a room have a turn, at once where there is space; a room that has its turn gets another one. */
  add(id: string, lane: Installation, room: Room): void;
  /** Whether a room should give way: others wait, and its installation has more turns than its share. */
  shouldYield(lane: Installation): boolean;
  /** Starts no more turns; resolves when those under way are over. */
  stop(): Promise<void>;
};

type QueuedRoom<Room> = { id: string; room: Room };
type InstallationQueue<Room> = { lane: Installation; waiting: QueuedRoom<Room>[]; running: number };

const keyOf = ({ platform, tenant }: Installation) => `${platform}/${tenant}`;

/**
 * Gives rooms their turns so that an installation that hangs keeps its own rooms waiting, and nobody
 * else's: each has a limit of its own, and the installations take turns.
 *
 * @param work one turn; never rejects.
 */
export function createFairQueue<Room>(
  limits: ConcurrencyLimits,
  work: (room: Room, lane: Installation) => Promise<void>,
): FairQueue<Room> {
  /** Those with rooms that wait or have their turn; whose turn was longest ago first. */
  const queues = new Map<string, InstallationQueue<Room>>();
  const requeued = new Map<string, boolean>();
  const running = new Set<Promise<void>>();
  const runningByPlatform = new Map<string, number>();
  let stopped = false;

  const canStart = ({ lane, waiting, running: own }: InstallationQueue<Room>) =>
    waiting.length > 0 &&
    own < limits.installation &&
    (runningByPlatform.get(lane.platform) ?? 0) < limits.platform;

  const count = (queue: InstallationQueue<Room>, by: 1 | -1) => {
    const { platform } = queue.lane;
    queue.running += by;
    runningByPlatform.set(platform, (runningByPlatform.get(platform) ?? 0) + by);
  };

  const runOne = async (queue: InstallationQueue<Room>, { id, room }: QueuedRoom<Room>) => {
    requeued.set(id, false);
    count(queue, 1);
    await work(room, queue.lane);
    count(queue, -1);
    const isAgain = requeued.get(id) ?? false;
    requeued.delete(id);
    if (isAgain && !stopped) queue.waiting.push({ id, room });
    if (isAgain && !stopped) requeued.set(id, false);
  };

  const start = () => {
    while (!stopped && running.size < limits.all) {
      const [key, queue] = [...queues].find(([, one]) => canStart(one)) ?? [];
      const first = queue?.waiting.shift();
      if (!key || !queue || !first) return;
      // the others come first next time
      queues.delete(key);
      queues.set(key, queue);
      const done = runOne(queue, first).finally(() => {
        running.delete(done);
        if (queue.running === 0 && queue.waiting.length === 0) queues.delete(key);
        start();
      });
      running.add(done);
    }
  };

  return {
    add(id, lane, room) {
      if (requeued.has(id)) {
        requeued.set(id, true);
        return;
      }
      const key = keyOf(lane);
      const queue = queues.get(key) ?? { lane, waiting: [], running: 0 };
      queues.set(key, queue);
      requeued.set(id, false);
      queue.waiting.push({ id, room });
      start();
    },
    shouldYield(lane) {
      const isFull = running.size >= limits.all;
      if (!isFull && (runningByPlatform.get(lane.platform) ?? 0) < limits.platform) return false;
      const rivals = [...queues.values()].filter((one) => isFull || one.lane.platform === lane.platform);
      const waits = rivals.some(
        (one) =>
          one.waiting.length > 0 && one.running < limits.installation && keyOf(one.lane) !== keyOf(lane),
      );
      const own = queues.get(keyOf(lane))?.running ?? 0;
      return waits && own > (isFull ? limits.all : limits.platform) / rivals.length;
    },
    async stop() {
      stopped = true;
      await Promise.all(running);
    },
  };
}
