import { helloCard } from '../../cards/views/project/hello.ts';
import type { Tx } from '../../db/database.ts';
import { retryNow } from '../../db/queries/delivery/outage.ts';
import { lockRooms, planNews } from '../../db/queries/delivery/room-lost.ts';
import { roomsOfTeam } from '../../db/queries/delivery/room-restored.ts';
import {
  enterRoom,
  type FoundRoom,
  firstGreeting,
  moveRoom,
  renameRoom,
  upsertRoom,
} from '../../db/queries/delivery/rooms.ts';
import { enroll } from '../../db/queries/directory/enroll.ts';
import { enter } from '../../db/tenant.ts';
import type { RoomAddress, RoomNews, RoomNewsHandler } from '../ports/intent.ts';
import { recordRefusal } from './failures/outage.ts';
import { handleLostRoom } from './failures/room-lost.ts';
import { restoreRoom } from './failures/room-restored.ts';
import type { Queue } from './queue.ts';
import type { Ports } from './settings.ts';
import { wakeWaitingRooms } from './sweep.ts';

/** Handles news of rooms and installations from the platforms. */
export function createRoomNewsHandler(ports: Ports, queue: Queue): RoomNewsHandler {
  const { db } = ports;
  return async (news) => {
    switch (news.is) {
      case 'lost':
        return handleLost(ports, queue, news);
      case 'renamed':
        await inRoom(ports, news.room, (tx, { roomId }) => renameRoom(tx, roomId, news.name));
        return;
      case 'moved':
        await inRoom(ports, news.room, (tx, { roomId }) => move(ports, tx, roomId, news.room, news.channel));
        return;
      case 'returned':
        await restoreRoom(ports, queue, addressOf(news));
        return;
      case 'joined': {
        const { room } = news;
        await enroll(db, room);
        await retryNow(db, room);
        const shows = await restoreRoom(ports, queue, addressOf(news));
        if (!shows) await greet(ports, queue, room);
        return wakeWaitingRooms(ports, queue, room);
      }
      case 'uninstalled':
        return recordRefusal(ports, queue, news, news);
      default:
        return news satisfies never;
    }
  };
}

const addressOf = ({ room, team }: { room: RoomAddress; team?: string }) => ({
  ...room,
  ...(team === undefined ? {} : { team }),
});

/** Handles one room, or every room of a team: linked now, or former. */
async function handleLost(ports: Ports, queue: Queue, news: RoomNews & { is: 'lost' }): Promise<void> {
  const { room: at, why, team } = news;
  const key = await inRoom(ports, at, async (_tx, found) => found);
  if (key) await handleLostRoom(ports, queue, { ...key, ...at, name: at.name ?? key.name }, why);
  if (team === undefined) return;
  const others = await ports.db.transaction(async (tx) =>
    (await enter(tx, at)) ? roomsOfTeam(tx, { ...at, team }) : [],
  );
  for (const { channel, name } of others) {
    await handleLost(ports, queue, { is: 'lost', why, room: { ...at, channel, name: name ?? channel } });
  }
}

async function move(ports: Ports, tx: Tx, roomId: string, at: RoomAddress, channel: string): Promise<void> {
  if (await moveRoom(tx, roomId, { ...at, channel })) return;
  const { platform, tenant } = at;
  ports.log.warn({ platform, tenant, room: roomId }, 'room move skipped: another project is there');
}

/** Runs `act` in the tenant of a room; undefined when the room is unknown. */
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

/** Posts a greeting through the outbox, once per room, however often the bot joins it. */
async function greet({ db }: Ports, queue: Queue, at: RoomAddress): Promise<void> {
  await db.transaction(async (tx) => {
    const entered = await enter(tx, at);
    if (!entered || !(await firstGreeting(tx, entered.workspaceId, at))) return;
    const roomId = await upsertRoom(tx, entered.workspaceId, at);
    await lockRooms(tx, [roomId]);
    await planNews(tx, [roomId], helloCard());
    await queue.enqueue(tx, entered.workspaceId, [roomId]);
  });
}
