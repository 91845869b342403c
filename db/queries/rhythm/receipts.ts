import { type SQL, sql } from 'drizzle-orm';
import type { Page } from '../../../src/domain/page.ts';
import type { Receipt } from '../../../src/domain/rhythm/receipt.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import { lockRooms } from '../delivery/room-lost.ts';
import { loadPage } from '../page.ts';

/** The messages of a project's rooms and people, or of one person. */
export type Whose = { projectId: string } | { personId: string };

/** Returns one page of the planned messages, newest first; `failed`: only those that failed or may have. */
export function loadReceipts(tx: Tx, whose: Whose, failed: boolean, page = 1): Promise<Page<Receipt>> {
  const which = failed ? sql`r.state in ('failed', 'unknown')` : sql`true`;
  return loadPage(
    page,
    ({ limit, offset }) => {
      const newest = latest(whose, which, offset + limit);
      const shown = sql`select id from (${newest}) newest order by seq desc offset ${offset}`;
      return readReceipts(tx, sql`r.id in (${shown})`, limit);
    },
    async () => {
      const counted = await tx.execute(
        sql`select count(*)::int as total from (${latest(whose, which, null)}) newest`,
      );
      return rowsOf<{ total: number }>(counted)[0]?.total ?? 0;
    },
  );
}

/** Returns a project's receipt by number. Locks its room, so that no worker is sending it. */
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

/** Returns a receipt by id, for the notice of its failure. */
export async function receiptById(tx: Tx, id: string): Promise<Receipt | undefined> {
  const [receipt] = await readReceipts(tx, sql`r.id = ${id}::uuid`, 1);
  return receipt;
}

/** Uses the index of each room and person, because the table is large. Leaves out edits of live cards. No limit: null. */
function latest(whose: Whose, which: SQL, limit: number | null): SQL {
  if ('personId' in whose) {
    return sql`select r.id, r.seq, r.room_id from receipt r where r.workspace_id = milepost_tenant()
      and r.person_id = ${whose.personId}::uuid and ${which} order by r.seq desc limit ${limit}::bigint`;
  }
  const { projectId } = whose;
  const newest = (of: SQL) => sql`lateral (select r.id, r.seq, r.room_id from receipt r
    where r.workspace_id = milepost_tenant() and ${of} and ${which} order by r.seq desc limit ${limit}::bigint) r on true`;
  return sql`(select r.* from room join ${newest(sql`r.room_id = room.id and r.kind <> 'edit'`)}
      where room.workspace_id = milepost_tenant() and room.project_id = ${projectId}::uuid)
    union
    (select r.* from member m join ${newest(sql`r.person_id = m.person_id
        and (r.kind = 'personal' or r.kind <> 'digest' and r.project_id = ${projectId}::uuid)`)}
      where m.workspace_id = milepost_tenant() and m.project_id = ${projectId}::uuid)
    order by seq desc limit ${limit}::bigint`;
}

async function readReceipts(tx: Tx, which: SQL, limit: number) {
  const result = await tx.execute(sql`
    select r.id, r.seq::int as number, r.kind, r.state, r.why, ${isoOf(sql`coalesce(r.slot, r.planned_at)`)} as at,
      case r.kind when 'news' then r.body end as news, person.name as person,
      case when room.id is not null then json_build_object('platform', room.platform,
        'name', case when room.kind <> 'direct' then room.name end, 'direct', room.kind = 'direct') end as room,
      case when m.id is not null then json_build_object('number', m.number, 'name', m.name, 'outcome', m.outcome) end as milestone
    from receipt r
      left join room on room.workspace_id = r.workspace_id and room.id = r.room_id
      left join card c on c.workspace_id = r.workspace_id and c.id = r.card_id
      left join milestone m on m.workspace_id = r.workspace_id and m.id = coalesce(r.milestone_id, case c.subject_kind when 'milestone' then c.subject_id
        when 'review' then (select review.milestone_id from review where review.workspace_id = c.workspace_id and review.id = c.subject_id) end)
      left join person on person.workspace_id = r.workspace_id and person.id = r.person_id
    where r.workspace_id = milepost_tenant() and ${which}
    order by r.seq desc limit ${limit}`);
  return rowsOf<Receipt & { id: string }>(result);
}
