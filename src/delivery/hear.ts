import { drawHello } from '../../cards/views/hello.ts';
import { lockRooms, planNews } from '../../db/queries/delivery-lost.ts';
import { enterRoom, firstGreeting, keepRoom, moveRoom, renameRoom } from '../../db/queries/delivery-rooms.ts';
import type { RoomKey } from '../../db/queries/delivery-take.ts';
import { switchOff, switchOn, waitingRooms } from '../../db/queries/delivery-waiting.ts';
import { enroll } from '../../db/queries/enroll.ts';
import { enter, type Tx } from '../../db/tenant.ts';
import type { Hear, RoomAddress } from '../commands/intent.ts';
import { lose } from './lost.ts';
import type { Queue } from './queue.ts';
import { instantAt, type Ports } from './settings.ts';

/** Takes what platforms tell of rooms and installations. */
export function createHear(ports: Ports, queue: Queue): Hear {
  const { db, log } = ports;
  return async (news) => {
    switch (news.is) {
      case 'lost':
        return heardLost(ports, queue, news.room, news.why);
      case 'renamed':
        await inRoom(ports, news.room, (tx, { roomId }) => renameRoom(tx, roomId, news.name));
        return;
      case 'moved':
        await inRoom(ports, news.room, (tx, { roomId }) => move(ports, tx, roomId, news.room, news.channel));
        return;
      case 'joined':
        await enroll(db, news.room);
        await switchOn(db, news.room);
        await greet(ports, queue, news.room);
        return queue.wake(await waiting(ports, news.room));
      case 'uninstalled': {
        const { platform, tenant, why } = news;
        if (await switchOff(db, news, instantAt(ports.now()))) {
          log.warn({ platform, tenant, cause: why }, 'Milepost was uninstalled; its rooms there wait');
        }
        return;
      }
      default:
        return news satisfies never;
    }
  };
}

const waiting = ({ db, messengers, now }: Ports, at: RoomAddress) =>
  waitingRooms(db, instantAt(now()), Object.keys(messengers), at);

async function heardLost(ports: Ports, queue: Queue, at: RoomAddress, why: string): Promise<void> {
  const key = await inRoom(ports, at, async (_tx, found) => found);
  if (key) await lose(ports, queue, { ...key, ...at, name: at.name ?? key.name }, why);
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
  act: (tx: Tx, found: RoomKey & { name: string | null }) => Promise<T>,
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
