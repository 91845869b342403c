import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { PeopleChange } from '../../../src/domain/change.ts';
import type { Tx } from '../../database.ts';
import { statement } from '../../driver/statement.ts';
import { activity as activityTable } from '../../schema/project.ts';
import { fanOutCtes, fanOutParts, fanOutRooms } from '../delivery/plan.ts';
import {
  cardsIn,
  findPosted,
  type PostedCard,
  type SoughtRow,
  soughtCards,
  soughtColumns,
} from '../delivery/posted-cards.ts';
import { requestCtes, requestedRooms } from '../delivery/request.ts';
import { mergeWrites } from '../people/merge.ts';
import { undoMergeWrites } from '../people/merge-record.ts';
import { replanProject } from '../schedule/clocks.ts';
import { storeAnswer } from './arrivals.ts';
import { entities } from './entities.ts';
import type { Gathered } from './gather.ts';
import { manyRemoved, manyWrite } from './many.ts';
import { addressOf, readdress, relinked } from './relink.ts';
import { type Slots, shapeOf } from './shape.ts';
import { undoingJson } from './undoing.ts';
import type { Save } from './written.ts';

/**
 * Writes rows, history, the stored answer and the outbox in ONE statement, so that a command costs one round trip.
 *
 * @returns the rooms that have something planned, and the posted cards that were sought.
 */
export async function save(tx: Tx, what: Save): Promise<Saved> {
  if (what.changes.length + what.activity.length === 0 && !what.arrival && !what.fanOut && !what.request)
    return { rooms: [], cards: what.sought ? await findPosted(tx, what.sought) : [] };
  const { shape, slots, values } = shapeOf(what);
  const common = isCommon(what);
  const write: Write = (common ? written.get(shape) : undefined) ?? statement((at) => writeOf(at, slots));
  if (common) written.set(shape, write);
  const rows = await write(tx, values);
  const rooms = rows.flatMap(({ roomId }) => (roomId === null ? [] : [roomId]));
  return { rooms: [...new Set(rooms)], cards: cardsIn(rows) };
}

/** The outcome of a save. */
export type Saved = { rooms: string[]; cards: PostedCard[] };

type Row = { roomId: string | null } & Partial<SoughtRow>;
type Write = (tx: Tx, values: Record<string, unknown>) => Promise<Row[]>;

/** Prepared statements by shape: building one costs more than the rest of a command. */
const written = new Map<string, Write>();

/** Leaves out long lists of changes, whose shapes seldom recur, and requests, which the shape does not cover. */
const isCommon = ({ changes, activity, request }: Save) => !request && changes.length + activity.length <= 8;

function writeOf(tx: Tx, what: Slots) {
  const { workspaceId, changes, activity, arrival, fanOut, request, undoing } = what;
  const record = undoing ? { undoing: undoingJson(undoing) } : {};
  const writes = [
    ...changes.flatMap((change) => writesOf(tx, workspaceId, change)),
    ...(activity.length > 0
      ? [
          tx
            .insert(activityTable)
            .values(activity.map((row, nth) => ({ ...row, workspaceId, ...(nth === 0 && record) }))),
        ]
      : []),
    ...(arrival ? [storeAnswer(tx, arrival)] : []),
  ].map((query, index) => ({ name: `w${index}`, query }));
  const told = [...(fanOut ? fanOutCtes(fanOutParts(fanOut)) : []), ...(request ? requestCtes(request) : [])];
  const ctes = [...writes, ...told].map(({ name, query }) => tx.$with(name).as(query as never));
  const rooms = [...(fanOut ? [fanOutRooms] : []), ...(request ? [requestedRooms] : [])];
  const last =
    rooms.length > 0 ? sql.join(rooms, sql` union all `) : sql`select null::uuid as room_id where false`;
  const select = tx.with(...ctes);
  const room = { roomId: sql<string | null>`room_id` };
  if (!what.sought) return select.select(room).from(sql`(${last}) woken`).prepare('save');
  return select
    .select({ ...room, ...soughtColumns })
    .from(sql`(select room_id, null as subject_kind, null::uuid as subject_id, null as message_id, null as thread_id
        from (${last}) woken
      union all select null, subject_kind, subject_id, message_id, thread_id from (${soughtCards}) sought) saved`)
    .prepare('save');
}

function writesOf(tx: Tx, workspaceId: string, change: Gathered): { getSQL(): SQL }[] {
  if ('removeMany' in change) return [manyRemoved(change)];
  if ('addMany' in change || 'alterMany' in change) return [manyWrite(change)];
  if ('merge' in change) return mergeWrites(change);
  if ('recheck' in change) return [recheck(change)];
  if ('part' in change) return undoMergeWrites(change.id, { personId: change.byId, at: change.at });
  if ('replan' in change) return replanProject(change.id);
  if ('add' in change) {
    const row = tx.insert(entities[change.add]).values({ ...change.row, workspaceId } as never);
    return change.add === 'room' ? [row, addressOf(tx, workspaceId, change.row)] : [row];
  }
  if ('alter' in change) {
    const table = entities[change.alter];
    const relinks = change.alter === 'room' && change.set.projectId !== undefined;
    const row = tx
      .update(table)
      .set((relinks ? { ...change.set, ...relinked(change.id, change.set) } : change.set) as never)
      .where(key(table, workspaceId, change.id));
    return change.alter === 'room' ? [row, ...readdress(tx, workspaceId, change.id, change.set)] : [row];
  }
  const table = entities[change.remove];
  return [tx.delete(table).where(key(table, workspaceId, change.id))];
}

const key = (table: (typeof entities)[keyof typeof entities], workspaceId: string, id: string) =>
  and(eq(table.workspaceId, workspaceId), eq(table.id, id));

/** Makes the profiles of an organisation's domains stale, so that the next request looks them up. */
const recheck = ({ platform, tenant, domains, before }: Extract<PeopleChange, { recheck: 'identity' }>) =>
  sql`update identity set profiled_at = least(profiled_at, ${before}::timestamptz)
    where platform = ${platform} and tenant = ${tenant} and standing = 'member' and profiled_at is not null
      and ${domains}::text::jsonb ? split_part(email, '@', 2)`;
