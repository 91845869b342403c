/** The app in one organisation of a platform. */
export type Installation = { platform: string; tenant: string };

/** Rooms worked on at the same time: in all, per platform, per installation. */
export type ConcurrencyLimits = { all: number; platform: number; installation: number };

/** A queue of rooms that is fair to every installation. */
export type FairQueue<Room> = {
  /** Starts a room when there is capacity; a room that is already running runs once more. */
  add(id: string, installation: Installation, room: Room): void;
  /** Whether a room should yield: others wait, and its installation runs more than its fair share. */
  shouldYield(installation: Installation): boolean;
  /** Starts nothing more; resolves once the running rooms are finished. */
  stop(): Promise<void>;
};

type QueuedRoom<Room> = { id: string; room: Room };
type InstallationQueue<Room> = { installation: Installation; waiting: QueuedRoom<Room>[]; running: number };

const keyOf = ({ platform, tenant }: Installation) => `${platform}/${tenant}`;

/**
 * Runs rooms round-robin over installations, each with its own limit, so that an installation that hangs
 * delays only its own rooms.
 *
 * @param work handles one room; never rejects.
 */
export function createFairQueue<Room>(
  limits: ConcurrencyLimits,
  work: (room: Room, installation: Installation) => Promise<void>,
): FairQueue<Room> {
  /** Insertion order is the round-robin order. */
  const queues = new Map<string, InstallationQueue<Room>>();
  const requeued = new Map<string, boolean>();
  const running = new Set<Promise<void>>();
  const runningByPlatform = new Map<string, number>();
  let isStopped = false;

  const canStart = ({ installation, waiting, running: own }: InstallationQueue<Room>) =>
    waiting.length > 0 &&
    own < limits.installation &&
    (runningByPlatform.get(installation.platform) ?? 0) < limits.platform;

  const count = (queue: InstallationQueue<Room>, by: 1 | -1) => {
    const { platform } = queue.installation;
    queue.running += by;
    runningByPlatform.set(platform, (runningByPlatform.get(platform) ?? 0) + by);
  };

  const runOne = async (queue: InstallationQueue<Room>, { id, room }: QueuedRoom<Room>) => {
    requeued.set(id, false);
    count(queue, 1);
    await work(room, queue.installation);
    count(queue, -1);
    const isRequeued = requeued.get(id);
    requeued.delete(id);
    if (!isRequeued || isStopped) return;
    queue.waiting.push({ id, room });
    requeued.set(id, false);
  };

  const start = () => {
    while (!isStopped && running.size < limits.all) {
      const [key, queue] = [...queues].find(([, one]) => canStart(one)) ?? [];
      const first = queue?.waiting.shift();
      if (!key || !queue || !first) return;
      // move this installation to the end of the round-robin
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
    add(id, installation, room) {
      if (requeued.has(id)) {
        requeued.set(id, true);
        return;
      }
      const key = keyOf(installation);
      const queue = queues.get(key) ?? { installation, waiting: [], running: 0 };
      queues.set(key, queue);
      requeued.set(id, false);
      queue.waiting.push({ id, room });
      start();
    },
    shouldYield(installation) {
      const isFull = running.size >= limits.all;
      if (!isFull && (runningByPlatform.get(installation.platform) ?? 0) < limits.platform) return false;
      const rivals = [...queues.values()].filter(
        (one) => isFull || one.installation.platform === installation.platform,
      );
      const waits = rivals.some(
        (one) =>
          one.waiting.length > 0 &&
          one.running < limits.installation &&
          keyOf(one.installation) !== keyOf(installation),
      );
      const own = queues.get(keyOf(installation))?.running ?? 0;
      return waits && own > (isFull ? limits.all : limits.platform) / rivals.length;
    },
    async stop() {
      isStopped = true;
      await Promise.all(running);
    },
  };
}
