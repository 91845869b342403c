import { eq, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';
import type { PeopleChange } from '../../../src/domain/change.ts';
import type { Event } from '../../../src/domain/events.ts';
import type { Tx } from '../../database.ts';
import { identity as identityTable } from '../../schema/people.ts';
import { milestone as milestoneTable } from '../../schema/plan.ts';
import { lockProjectsOf } from '../delivery/redraw-people.ts';
import { mergedSettings, rank, recordOf } from './merge-record.ts';

/**
 * Merges two people (LIVE-4): the better role wins where both have one, and settings that one of them chose stay.
 * Returns the parts of one statement, none in brackets. An EARLIER statement must lock the projects of both:
 * commands lock a project, not its milestones.
 */
function moveWrites(tx: Tx, from: string, into: string): { getSQL(): SQL }[] {
  const shared = sql`project_id in (select project_id from member where person_id = ${into})`;
  const owned = ['assigneeId', 'submittedById', 'doneById'] as const;
  const instead = (column: PgColumn) =>
    sql`case when ${column} = ${from} then ${into}::uuid else ${column} end`;
  const merged = mergedSettings;
  return [
    sql`update member m set role = other.role, by_room = other.by_room from member other where other.person_id = ${from} and m.person_id = ${into}
      and other.workspace_id = m.workspace_id and other.project_id = m.project_id
      and ${rank(sql`other.role`)} < ${rank(sql`m.role`)}`,
    sql`delete from member where person_id = ${from} and ${shared}`,
    sql`update member set person_id = ${into} where person_id = ${from} and not (${shared})`,
    sql`update person p set admin = ${merged.admin}, quiet = ${merged.quiet}, zone = ${merged.zone},
      zone_chosen = ${merged.zone_chosen}, email = ${merged.email} from person o where p.id = ${into} and o.id = ${from}`,
    tx.update(identityTable).set({ personId: into }).where(eq(identityTable.personId, from)),
    sql`update risk set owner_id = ${into} where owner_id = ${from}`,
    sql`update risk set opened_by_id = ${into} where opened_by_id = ${from}`,
    sql`update cadence set owner_id = ${into} where owner_id = ${from}`,
    sql`delete from snooze where person_id = ${from} and milestone_id in (select milestone_id from snooze where person_id = ${into})`,
    sql`update snooze set person_id = ${into} where person_id = ${from}
      and milestone_id not in (select milestone_id from snooze where person_id = ${into})`,
    sql`delete from vote where person_id = ${from} and decision_id in (select decision_id from vote where person_id = ${into})`,
    sql`update vote set person_id = ${into} where person_id = ${from}
      and decision_id not in (select decision_id from vote where person_id = ${into})`,
    sql`delete from approval where person_id = ${from} and review_id in (select review_id from approval where person_id = ${into})`,
    sql`update approval set person_id = ${into} where person_id = ${from}
      and review_id not in (select review_id from approval where person_id = ${into})`,
    sql`delete from deputy where person_id = ${from} and project_id in (select project_id from deputy where person_id = ${into})`,
    sql`update deputy set person_id = ${into} where person_id = ${from}
      and project_id not in (select project_id from deputy where person_id = ${into})`,
    sql`update deputy set deputy_id = ${into} where deputy_id = ${from}`,
    movedSignatures(from, into),
    // the merged person must not get messages twice
    sql`update person set email = null, digest = null where id = ${from}`,
    tx
      .update(milestoneTable)
      .set(Object.fromEntries(owned.map((field) => [field, instead(milestoneTable[field])])))
      .where(or(...owned.map((field) => eq(milestoneTable[field], from)))),
  ];
}

/** Moves the signatures of change orders, so that nobody signs for both sides with two accounts (SCP-3). */
function movedSignatures(from: string, into: string): SQL {
  const signer = (side: SQL) => sql`${side}->>'personId' = ${from}::text`;
  const moved = (side: SQL) => sql`${side} = case when ${signer(side)}
    then jsonb_set(${side}, '{personId}', to_jsonb(${into}::text)) else ${side} end`;
  const [supplier, client] = [sql`supplier`, sql`client`];
  return sql`update change_order set ${moved(supplier)}, ${moved(client)}
    where ${signer(supplier)} or ${signer(client)}`;
}

/** A merge that all parties have agreed to. */
type Merging = Omit<Extract<PeopleChange, { merge: 'person' }>, 'merge'>;

/** Carries out a requested merge and records what it moves. Returns the parts of one statement. */
export const mergeWrites = (tx: Tx, one: Merging): { getSQL(): SQL }[] => [
  ...moveWrites(tx, one.from, one.into),
  sql`update merge set state = 'done', agreements = ${one.agreements}::text::jsonb,
    from_agreed_at = coalesce(from_agreed_at, ${one.settledAt}::timestamptz),
    into_agreed_at = coalesce(into_agreed_at, ${one.settledAt}::timestamptz),
    settled_by_id = ${one.settledById}::uuid, settled_at = ${one.settledAt}::timestamptz,
    moved = ${recordOf(one.from, one.into)} where id = ${one.id}::uuid`,
];

/**
 * Merges two people whom bound organisations know by the same address (ADM-10). Recorded in the history and as a
 * merge, so that it can be undone.
 */
export async function mergeByAddress(
  tx: Tx,
  workspaceId: string,
  { from, into, at }: { from: string; into: string; at: string },
): Promise<void> {
  await lockProjectsOf(tx, from, into);
  const event = { type: 'person_linked', after: { by: 'address', from } } as const satisfies Event;
  const writes = [
    ...moveWrites(tx, from, into),
    sql`insert into merge (workspace_id, id, from_id, into_id, by, state, asked_at, settled_at, moved)
      values (${workspaceId}::uuid, ${v7()}::uuid, ${from}::uuid, ${into}::uuid, 'address', 'done',
        ${at}::timestamptz, ${at}::timestamptz, ${recordOf(from, into)})`,
    sql`insert into activity (workspace_id, id, type, person_id, at, after)
      values (${workspaceId}::uuid, ${v7()}::uuid, ${event.type}, ${into}::uuid, ${at}::timestamptz,
        ${JSON.stringify(event.after)}::text::jsonb)`,
  ].map((write, index) => sql`${sql.identifier(`m${index}`)} as (${write.getSQL()})`);
  await tx.execute(sql`with ${sql.join(writes, sql`, `)} select 1`);
}
