import { type SQL, sql } from 'drizzle-orm';
import type { ScheduledKind } from '../../../src/domain/rhythm/scheduled.ts';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import type { RoomKey } from '../delivery/claim.ts';
import type { Subject } from '../delivery/plan.ts';
import type { Clock } from './define-clock.ts';

/** The destination of a message: a room, a direct chat that may not be open yet, or none, and why. */
export type Place =
  | { roomId: string }
  | { platform: string; tenant: string; user: string; channel: string }
  | { roomId: string | null; why: string };

/** A message to plan. Instants are ISO 8601. */
export type Send = {
  kind: ScheduledKind;
  /** The id of the person, room or subject; kind, target and slot make the receipt unique (RMD-5). */
  target: string;
  slot: string;
  /** The end of the quiet hours, until which it waits. */
  notBefore?: string | null;
  projectId?: string;
  personId?: string;
  milestoneId?: string;
  to: Place;
  /** Makes the message a live card. */
  card?: { cardId: string; shows: Subject };
};

/**
 * The result of a claimed row. `nextAt` is when it is claimed again, an ISO instant; null: never. `step` is how many
 * of its messages were planned, for a clock that counts them.
 */
export type PlannedRow = {
  workspaceId: string;
  id: string;
  sends: Send[];
  nextAt: string | null;
  step?: number;
};

/**
 * Writes the receipts and next instants of a batch, in one statement. A new direct chat gets a room, which the
 * delivery opens. A slot keeps its existing receipt (RMD-5).
 *
 * @returns the rooms to wake in this transaction, without those whose messages wait for quiet hours to end.
 */
export async function writePlan(
  tx: Tx,
  { table, set }: Pick<Clock, 'table' | 'set'>,
  rows: PlannedRow[],
  now: string,
): Promise<RoomKey[]> {
  const next = rows.map(({ workspaceId, id, nextAt, step }) => ({ workspaceId, id, nextAt, step }));
  const sends = rows.flatMap(({ workspaceId, sends }) =>
    sends.map((send) => ({ workspaceId, ...flat(send) })),
  );
  const moved = sql`update ${sql.identifier(table)} t set ${set}
    from jsonb_to_recordset(${json(next)}) as next("workspaceId" uuid, id uuid, "nextAt" timestamptz, step int)
    where t.workspace_id = next."workspaceId" and t.id = next.id`;
  if (sends.length === 0) {
    await tx.execute(moved);
    return [];
  }
  const result = await tx.execute(sql`
    with moved as (${moved}), send as (
      select * from jsonb_to_recordset(${json(sends)}) as send("workspaceId" uuid, kind text,
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
      insert into card (workspace_id, id, project_id, subject_kind, subject_id, room_id, audience)
      select planned.workspace_id, planned.card_id, send."projectId", send.shows->>'kind', (send.shows->>'id')::uuid,
        planned.room_id, coalesce((select room.audience from room
          where room.workspace_id = planned.workspace_id and room.id = planned.room_id), 'team')
      from planned join send on send."cardId" = planned.card_id where planned.state = 'planned'
    )
    select distinct workspace_id as "workspaceId", room_id as "roomId" from planned
    where state = 'planned' and not_before is null`);
  return rowsOf<RoomKey>(result);
}

const flat = ({ to, card, ...send }: Send) => ({ ...send, ...card, ...to });

/** Cast from text, because one of the drivers quotes a bare jsonb parameter a second time. */
const json = (value: unknown): SQL => sql`${JSON.stringify(value)}::text::jsonb`;
