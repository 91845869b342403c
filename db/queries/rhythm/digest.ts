import { sql } from 'drizzle-orm';
import { digestTypes, isForDigest, readRecord } from '../../../src/domain/events.ts';
import type { Happened } from '../../../src/domain/rhythm/digest.ts';
import type { Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { rowsOf } from '../../tenant.ts';
import { standing } from '../project/undone.ts';

/** The events of a project since the last digest; `since` is an ISO instant. */
export type SinceLast = {
  since: string;
  /** Whose room it is. */
  audience: 'team' | 'customer';
  happened: Happened[];
  /** The assignees of open milestones, by id. */
  names: Record<string, string>;
  /** The previous digest, if it failed or may have failed. */
  missed: Missed | null;
};

/** A scheduled message that failed or may have failed, with its due time, an ISO instant. */
export type Missed = { slot: string; state: 'failed' | 'unknown' };

/**
 * Returns the events since the last digest that a room got before a slot. Without one: since a day before for a
 * room with digests on several days of the week, else seven days. Groups events by milestone and type.
 */
export async function loadSince(
  tx: Tx,
  {
    roomId,
    projectId,
    slot,
    kind = 'digest',
    target = roomId,
  }: { roomId: string; projectId: string; slot: string; kind?: 'digest' | 'cadence'; target?: string },
): Promise<SinceLast> {
  const result = await tx.execute(sql`
    with last as (
      select coalesce(
        (select max(r.slot) from receipt r where r.workspace_id = milepost_tenant() and r.kind = ${kind}::text
          and r.target = ${target}::text and r.state = 'sent' and r.slot < ${slot}::timestamptz),
        ${slot}::timestamptz - (select case
            when digest->>'days' = 'working' or jsonb_array_length(digest->'days') > 1
            then interval '1 day' else interval '7 days' end
          from room where workspace_id = milepost_tenant() and id = ${roomId}::uuid)) as at
    ), happened as (
      select a.milestone_id, a.type, (array_agg(a.before order by a.at, a.id))[1] as before,
        (array_agg(a.note order by a.at desc, a.id desc))[1] as note,
        (array_agg(a.person_id order by a.at desc, a.id desc))[1] as person_id
      from activity a where a.workspace_id = milepost_tenant() and a.project_id = ${projectId}::uuid
        and a.at > (select at from last) and a.type in ${[...digestTypes]}
        and (a.type <> 'edited' or a.before ? 'dueDate') and ${standing(sql`a`)}
      group by a.milestone_id, a.type
    )
    select ${isoOf(sql`last.at`)} as since, coalesce((select audience from room
        where workspace_id = milepost_tenant() and id = ${roomId}::uuid), 'team') as audience, coalesce((select jsonb_agg(jsonb_build_object('type', h.type,
        'milestone', case when m.id is not null then jsonb_build_object('id', m.id, 'number', m.number, 'name', m.name,
          'outcome', m.outcome) end,
        'by', coalesce(p.name, 'Milepost'), 'before', h.before, 'note', h.note))
      from happened h
        left join milestone m on m.workspace_id = milepost_tenant() and m.id = h.milestone_id
        left join person p on p.workspace_id = milepost_tenant() and p.id = h.person_id), '[]') as happened,
      coalesce((select jsonb_object_agg(p.id, p.name) from person p where p.workspace_id = milepost_tenant() and p.id in (
        select m.assignee_id from milestone m where m.workspace_id = milepost_tenant()
          and m.project_id = ${projectId}::uuid and m.status <> 'done' and m.dropped_at is null)), '{}') as names,
      (select jsonb_build_object('slot', ${isoOf(sql`before.slot`)}, 'state', before.state) from (
        select r.slot, r.state from receipt r where r.workspace_id = milepost_tenant() and r.kind = ${kind}::text
          and r.target = ${target}::text and r.slot < ${slot}::timestamptz and r.state in ('sent', 'failed', 'unknown')
        order by r.slot desc limit 1) before where before.state <> 'sent') as missed
    from last`);
  const [row] = rowsOf<Omit<SinceLast, 'happened'> & { happened: HappenedRow[] }>(result);
  if (!row) throw new Error('a query without a source of rows gave none');
  return { ...row, happened: row.happened.flatMap(happenedOf) };
}

function happenedOf({ type, before, ...row }: HappenedRow): Happened[] {
  const happened = { ...row, ...readRecord(type, before, null) };
  return isForDigest(happened) ? [happened] : [];
}

type HappenedRow = Pick<Happened, 'milestone' | 'by' | 'note'> & { type: string; before: unknown };
