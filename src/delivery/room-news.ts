import { drawHello } from '../../cards/views/project/hello.ts';
import type { Tx } from '../../db/database.ts';
import { lockRooms, planNews } from '../../db/queries/delivery/lost.ts';
import { tryNow } from '../../db/queries/delivery/outage.ts';
import { roomsOfTeam } from '../../db/queries/delivery/return.ts';
import {
  enterRoom,
  type FoundRoom,
  firstGreeting,
  keepRoom,
  moveRoom,
  renameRoom,
} from '../../db/queries/delivery/rooms.ts';
import { waitingRooms } from '../../db/queries/delivery/waiting.ts';
import { enroll } from '../../db/queries/directory/enroll.ts';
import { enter } from '../../db/tenant.ts';
import type { Hear, RoomAddress, RoomNews } from '../ports/intent.ts';
import { refuse } from './failures/outage.ts';
import { lose } from './failures/room-lost.ts';
import { comeBack } from './failures/room-restored.ts';
import type { Queue } from './queue.ts';
import { instantAt, type Ports, waitsOf } from './settings.ts';

/** Takes what platforms tell of rooms and installations. */
export function createHear(ports: Ports, queue: Queue): Hear {
  const { db } = ports;
  return async (news) => {
    switch (news.is) {
      case 'lost':
        return heardLost(ports, queue, news);
      case 'renamed':
        await inRoom(ports, news.room, (tx, { roomId }) => renameRoom(tx, roomId, news.name));
        return;
      case 'moved':
        await inRoom(ports, news.room, (tx, { roomId }) => move(ports, tx, roomId, news.room, news.channel));
        return;
      case 'returned':
        await comeBack(ports, queue, returned(news));
        return;
      case 'joined': {
        const { room } = news;
        await enroll(db, room);
        await tryNow(db, room);
        const shows = await comeBack(ports, queue, returned(news));
        if (!shows) await greet(ports, queue, room);
        return queue.wake(await waiting(ports, room));
      }
      case 'uninstalled':
        return refuse(ports, queue, news, news);
      default:
        return news satisfies never;
    }
  };
}

const returned = ({ room, team }: { room: RoomAddress; team?: string }) => ({
  ...room,
  ...(team === undefined ? {} : { team }),
});

const waiting = ({ db, messengers, now, pace }: Ports, at: RoomAddress) =>
  waitingRooms(db, instantAt(now()), waitsOf(pace), Object.keys(messengers), at);

/** One room, or every room of a team: those that are linked and those that nobody has heard of. */
async function heardLost(ports: Ports, queue: Queue, news: RoomNews & { is: 'lost' }): Promise<void> {
  const { room: at, why, team } = news;
  const key = await inRoom(ports, at, async (_tx, found) => found);
  if (key) await lose(ports, queue, { ...key, ...at, name: at.name ?? key.name }, why);
  if (team === undefined) return;
  const others = await ports.db.transaction(async (tx) =>
    (await enter(tx, at)) ? roomsOfTeam(tx, { ...at, team }) : [],
  );
  for (const { channel, name } of others) {
    await heardLost(ports, queue, { is: 'lost', why, room: { ...at, channel, name: name ?? channel } });
  }
}

async function move(ports: Ports, tx: Tx, roomId: string, at: RoomAddress, channel: string): Promise<void> {
  if (await moveRoom(tx, roomId, { ...at, channel })) return;
  const { platform, tenant } = at;
  ports.log.warn({ platform, tenant, room: roomId }, 'a room moved to where another project already is');
}

/** Runs inside the tenant of a room; undefined when nobody knows the room. */
function inRoom<T>(
  { db }: Ports,
  at: RoomAddress,
  act: (tx: Tx, found: FoundRoom) => Promise<T>,
): Promise<T | undefined> {
  return db.transaction(async (tx) => {
    const found = await enterRoom(tx, at);
    return found && act(tx, found);
  });
}

/** Says hello, by the queue like everything else: once for each room, however often it is joined. */
async function greet({ db }: Ports, queue: Queue, at: RoomAddress): Promise<void> {
  await db.transaction(async (tx) => {
    const entered = await enter(tx, at);
    if (!entered || !(await firstGreeting(tx, entered.workspaceId, at))) return;
    const roomId = await keepRoom(tx, entered.workspaceId, at);
    await lockRooms(tx, [roomId]);
    await planNews(tx, [roomId], drawHello());
    await queue.enqueue(tx, entered.workspaceId, [roomId]);
  });
}
