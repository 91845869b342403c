/** Where a room belongs: an installation, and the platform that it shares with others. */
export type Lane = { platform: string; tenant: string };

/** How many rooms are told at the same time: in all, of one platform, of one installation. */
export type Limits = { all: number; platform: number; installation: number };

/** Rooms that wait for their turn. */
export type Lanes<Room> = {
  /** Lets a room have a turn, at once where there is space; a room that has its turn gets another one. */
  add(id: string, lane: Lane, room: Room): void;
  /** Whether a room should give way: others wait, and its installation has more turns than its share. */
  givesWay(lane: Lane): boolean;
  /** Starts no more turns; resolves when those under way are over. */
  stop(): Promise<void>;
};

type Waiting<Room> = { id: string; room: Room };
type Queue<Room> = { lane: Lane; waiting: Waiting<Room>[]; running: number };

const keyOf = ({ platform, tenant }: Lane) => `${platform}/${tenant}`;

/**
 * Gives rooms their turns so that an installation that hangs keeps its own rooms waiting, and nobody
 * else's: each has a limit of its own, and the installations take turns.
 *
 * @param tell one turn; never rejects.
 */
export function createLanes<Room>(
  limits: Limits,
  tell: (room: Room, lane: Lane) => Promise<void>,
): Lanes<Room> {
  /** Those with rooms that wait or have their turn; whose turn was longest ago first. */
  const queues = new Map<string, Queue<Room>>();
  const again = new Map<string, boolean>();
  const running = new Set<Promise<void>>();
  const ofPlatform = new Map<string, number>();
  let stopped = false;

  const mayStart = ({ lane, waiting, running: own }: Queue<Room>) =>
    waiting.length > 0 && own < limits.installation && (ofPlatform.get(lane.platform) ?? 0) < limits.platform;

  const count = (queue: Queue<Room>, by: 1 | -1) => {
    const { platform } = queue.lane;
    queue.running += by;
    ofPlatform.set(platform, (ofPlatform.get(platform) ?? 0) + by);
  };

  const turn = async (queue: Queue<Room>, { id, room }: Waiting<Room>) => {
    again.set(id, false);
    count(queue, 1);
    await tell(room, queue.lane);
    count(queue, -1);
    const isAgain = again.get(id) ?? false;
    again.delete(id);
    if (isAgain && !stopped) queue.waiting.push({ id, room });
    if (isAgain && !stopped) again.set(id, false);
  };

  const start = () => {
    while (!stopped && running.size < limits.all) {
      const [key, queue] = [...queues].find(([, one]) => mayStart(one)) ?? [];
      const first = queue?.waiting.shift();
      if (!key || !queue || !first) return;
      // the others come first next time
      queues.delete(key);
      queues.set(key, queue);
      const done = turn(queue, first).finally(() => {
        running.delete(done);
        if (queue.running === 0 && queue.waiting.length === 0) queues.delete(key);
        start();
      });
      running.add(done);
    }
  };

  return {
    add(id, lane, room) {
      if (again.has(id)) {
        again.set(id, true);
        return;
      }
      const key = keyOf(lane);
      const queue = queues.get(key) ?? { lane, waiting: [], running: 0 };
      queues.set(key, queue);
      again.set(id, false);
      queue.waiting.push({ id, room });
      start();
    },
    givesWay(lane) {
      const isFull = running.size >= limits.all;
      if (!isFull && (ofPlatform.get(lane.platform) ?? 0) < limits.platform) return false;
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
