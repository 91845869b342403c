import { type SQL, sql } from 'drizzle-orm';
import type { ScheduledMessage } from '../../../src/domain/time/schedule.ts';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import type { Subject } from '../delivery/plan.ts';
import type { RoomKey } from '../delivery/take.ts';

/*
 * The clock's work for all tenants, as the role that owns the tables: only ids, addresses and
 * settings leave these queries, and each is one statement for a batch.
 */

/** Where a planned message goes: a room, a chat that may not be open yet, or nowhere, and why. */
export type Place =
  | { roomId: string }
  | { platform: string; tenant: string; user: string; channel: string }
  | { roomId: string | null; why: string };

/** A message to plan. Instants are ISO 8601. */
export type Send = {
  workspaceId: string;
  kind: ScheduledMessage['kind'];
  /** Whom or what it is for; with the slot it makes the receipt unique (RMD-5). */
  target: string;
  slot: string;
  notBefore: string | null;
  projectId: string | null;
  personId: string | null;
  milestoneId: string | null;
  to: Place;
  /** It is a live card from then on. */
  card?: { cardId: string; shows: Subject };
};

/** A row that was claimed, and when it is looked at again; null: it is not planned. */
export type Next = { workspaceId: string; id: string; nextAt: string | null };

/** Where the next instant is kept, written as `set` of an update with `next.next_at` at hand. */
export type Clockwork = {
  table: 'room' | 'person' | 'project' | 'snooze' | 'metric' | 'cadence' | 'decision' | 'contingency';
  set: SQL;
};

/**
 * Writes what a batch is to be told and when it is looked at again. Chats that were never used get
 * their room, to be opened by the delivery. A slot that has its receipt keeps it.
 *
 * @returns the rooms to wake in this transaction; none for what waits for the end of quiet hours.
 */
export async function writePlan(
  tx: Tx,
  { table, set }: Clockwork,
  next: Next[],
  sends: Send[],
  now: string,
): Promise<RoomKey[]> {
  const moved = sql`update ${sql.identifier(table)} t set ${set}
    from jsonb_to_recordset(${json(next)}) as next("workspaceId" uuid, id uuid, "nextAt" timestamptz)
    where t.workspace_id = next."workspaceId" and t.id = next.id`;
  if (sends.length === 0) {
    await tx.execute(moved);
    return [];
  }
  const result = await tx.execute(sql`
    with moved as (${moved}), send as (
      select * from jsonb_to_recordset(${json(sends.map(flat))}) as send("workspaceId" uuid, kind text,
        target text, slot timestamptz, "notBefore" timestamptz, "projectId" uuid, "personId" uuid,
        "milestoneId" uuid, "cardId" uuid, shows jsonb, "roomId" uuid, platform text, tenant text, "user" text, channel text, why text)
    ), opened as (
      insert into room (workspace_id, id, platform, tenant, channel, kind, user_key)
      select "workspaceId", gen_random_uuid(), platform, tenant, channel, 'direct', "user"
      from (select distinct "workspaceId", platform, tenant, "user", channel from send where channel is not null) chat
      on conflict (workspace_id, platform, tenant, channel) do update set user_key = excluded.user_key
      returning workspace_id, id, platform, tenant, channel
    ), planned as (
      insert into receipt (workspace_id, id, room_id, kind, card_id, project_id, person_id, milestone_id, target,
        slot, state, why, not_before, planned_at, settled_at)
      select send."workspaceId", gen_random_uuid(), coalesce(send."roomId", opened.id), kind, "cardId", "projectId",
        "personId", "milestoneId", target, slot, case when why is null then 'planned' else 'skipped' end,
        why, "notBefore", ${now}::timestamptz, case when why is not null then ${now}::timestamptz end
      from send left join opened on opened.workspace_id = send."workspaceId"
        and (opened.platform, opened.tenant, opened.channel) = (send.platform, send.tenant, send.channel)
      on conflict do nothing returning workspace_id, room_id, card_id, state, not_before
    ), live as (
      insert into card (workspace_id, id, project_id, subject_kind, subject_id, room_id)
      select planned.workspace_id, planned.card_id, send."projectId", send.shows->>'kind', (send.shows->>'id')::uuid, planned.room_id
      from planned join send on send."cardId" = planned.card_id where planned.state = 'planned'
    )
    select distinct workspace_id as "workspaceId", room_id as "roomId" from planned
    where state = 'planned' and not_before is null`);
  return rowsOf<RoomKey>(result);
}

const flat = ({ to, card, ...send }: Send) => ({ ...send, ...card, ...to });

/** As text first: one driver would quote a bare jsonb parameter a second time. */
const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::text::jsonb`;
