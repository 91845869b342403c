import { type SQL, sql } from 'drizzle-orm';
import type { Receipt } from '../../../src/domain/rhythm/receipt.ts';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import { lockRooms } from '../delivery/lost.ts';

/** Whose messages: those into a project's rooms and to its people, or one person's own. */
export type Whose = { projectId: string } | { personId: string };

/** The latest messages that were planned, newest first; `failed`: only those that did not arrive, or may not have. */
export async function loadReceipts(tx: Tx, whose: Whose, failed: boolean, limit: number): Promise<Receipt[]> {
  const which = failed ? sql`r.state in ('failed', 'unknown')` : sql`true`;
  return readReceipts(tx, sql`r.id in (select id from (${latest(whose, which, limit)}) shown)`, limit);
}

/** The receipt of a project that people name by a number. Its room is locked, so that no worker has it in hand. */
export async function lockReceipt(
  tx: Tx,
  projectId: string,
  number: number,
): Promise<(Receipt & { id: string }) | undefined> {
  const found = await tx.execute(latest({ projectId }, sql`r.seq = ${number}::bigint`, 1));
  const [row] = rowsOf<{ id: string; room_id: string | null }>(found);
  if (!row) return undefined;
  if (row.room_id) await lockRooms(tx, [row.room_id]);
  const [receipt] = await readReceipts(tx, sql`r.id = ${row.id}::uuid`, 1);
  return receipt;
}

/** One receipt, for whoever is told of it. */
export async function receiptById(tx: Tx, id: string): Promise<Receipt | undefined> {
  const [receipt] = await readReceipts(tx, sql`r.id = ${id}::uuid`, 1);
  return receipt;
}

/** Each room and each person by an index, because there are many messages of others. A live card's edits are none. */
function latest(whose: Whose, which: SQL, limit: number): SQL {
  if ('personId' in whose) {
    return sql`select r.id, r.seq, r.room_id from receipt r where r.workspace_id = milepost_tenant()
      and r.person_id = ${whose.personId}::uuid and ${which} order by r.seq desc limit ${limit}`;
  }
  const { projectId } = whose;
  const newest = (of: SQL) => sql`lateral (select r.id, r.seq, r.room_id from receipt r
    where r.workspace_id = milepost_tenant() and ${of} and ${which} order by r.seq desc limit ${limit}) r on true`;
  return sql`(select r.* from room join ${newest(sql`r.room_id = room.id and r.kind <> 'edit'`)}
      where room.workspace_id = milepost_tenant() and room.project_id = ${projectId}::uuid)
    union
    (select r.* from member m join ${newest(sql`r.person_id = m.person_id
        and (r.kind = 'personal' or r.kind <> 'digest' and r.project_id = ${projectId}::uuid)`)}
      where m.workspace_id = milepost_tenant() and m.project_id = ${projectId}::uuid)
    order by seq desc limit ${limit}`;
}

type Row = Omit<Receipt, 'at' | 'room' | 'milestone'> & {
  id: string;
  at: string | Date;
  platform: NonNullable<Receipt['room']>['platform'] | null;
  room: string | null;
  direct: boolean;
  milestone_number: number | null;
  milestone_name: string | null;
};

async function readReceipts(tx: Tx, which: SQL, limit: number) {
  const result = await tx.execute(sql`
    select r.id, r.seq::int as number, r.kind, r.state, r.why, coalesce(r.slot, r.planned_at) as at,
      case r.kind when 'news' then r.body end as news, room.platform, room.name as room, room.kind = 'direct' as direct,
      person.name as person, m.number as milestone_number, m.name as milestone_name
    from receipt r
      left join room on room.workspace_id = r.workspace_id and room.id = r.room_id
      left join card c on c.workspace_id = r.workspace_id and c.id = r.card_id
      left join milestone m on m.workspace_id = r.workspace_id and m.id = coalesce(r.milestone_id, case when c.subject_kind = 'milestone' then c.subject_id end)
      left join person on person.workspace_id = r.workspace_id and person.id = r.person_id
    where r.workspace_id = milepost_tenant() and ${which}
    order by r.seq desc limit ${limit}`);
  return rowsOf<Row>(result).map(receiptOf);
}

function receiptOf(row: Row): Receipt & { id: string } {
  const { at, platform, room, direct, milestone_number: number, milestone_name: name, ...rest } = row;
  return {
    ...rest,
    at: new Date(at).toISOString(),
    room: platform && { platform, name: direct ? null : room, direct },
    milestone: number === null ? null : { number, name: name ?? '' },
  };
}
