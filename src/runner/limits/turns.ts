/** How many requests may be at the database at the same time. */
export type Shares = {
  /** Of one organisation: part of the connections, so that others find some free. */
  organisation: number;
  /** Changes from one room: they wait for each other's project anyway, and should not do so on a connection. */
  room: number;
};

/** Where a request comes from; `room` for a change. */
export type Place = { organisation: string; room?: string };

/** Lets requests take turns, first come, first served within each room and each organisation. */
export type Turns = <T>(place: Place, work: () => Promise<T>) => Promise<T>;

/** Twelve connections serve commands (`db/connect.ts`). */
const usual: Shares = { organisation: 8, room: 2 };

/** Makes the turns of one process. */
export function createTurns({ organisation, room }: Shares = usual): Turns {
  const [organisations, rooms] = [limitByKey(organisation), limitByKey(room)];
  return (place, work) => {
    const admitted = () => organisations(place.organisation, work);
    return place.room === undefined ? admitted() : rooms(`${place.organisation}/${place.room}`, admitted);
  };
}

type Line = { running: number; waiting: (() => void)[] };

/** Runs at most `width` pieces of work at once for each key, first come, first served. */
function limitByKey(width: number): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const lines = new Map<string, Line>();
  return async (key, work) => {
    const line = lines.get(key) ?? { running: 0, waiting: [] };
    lines.set(key, line);
    if (line.running < width) line.running += 1;
    else await new Promise<void>((go) => line.waiting.push(go));
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      // whoever waited takes over the place
      if (next) next();
      else line.running -= 1;
      if (line.running === 0) lines.delete(key);
    }
  };
}
