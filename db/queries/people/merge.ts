import { type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { PeopleChange } from '../../../src/domain/change.ts';
import type { Event } from '../../../src/domain/events.ts';
import type { Tx } from '../../database.ts';
import { lockProjectsOf } from '../delivery/redraw-people.ts';
import { isAmongThose, mergedSettings, rank, recordOf } from './merge-record.ts';
import { followed, oneEach } from './person-columns.ts';

/**
 * Merges two people (LIVE-4): the better role wins where both have one, and settings that one of them chose stay.
 * Returns the parts of one statement, none in brackets. An EARLIER statement must lock the projects of both:
 * commands lock a project, not its milestones.
 */
function moveWrites(from: string, into: string): SQL[] {
  const shared = sql`project_id in (select project_id from member where person_id = ${into})`;
  const merged = mergedSettings;
  return [
    sql`update member m set role = case when ${isBetter} then other.role else m.role end,
      by_room = case when ${isBetter} then other.by_room else m.by_room end, of_company = ${isOfCompany}
      from member other where other.person_id = ${from} and m.person_id = ${into}
      and other.workspace_id = m.workspace_id and other.project_id = m.project_id and (${isBetter} or ${isOfCompany})`,
    sql`delete from member where person_id = ${from} and ${shared}`,
    sql`update member set person_id = ${into} where person_id = ${from} and not (${shared})`,
    sql`update person p set admin = ${merged.admin}, quiet = ${merged.quiet}, zone = ${merged.zone},
      zone_chosen = ${merged.zone_chosen}, email = ${merged.email} from person o where p.id = ${into} and o.id = ${from}`,
    ...oneEach.flatMap(({ table, key }) => [
      sql`delete from ${sql.identifier(table)} t where person_id = ${from} and ${isAmongThose(table, key, into)}`,
      sql`update ${sql.identifier(table)} t set person_id = ${into}
        where person_id = ${from} and not ${isAmongThose(table, key, into)}`,
    ]),
    ...Object.entries(followed).map(([table, columns]) => moved(table, Object.keys(columns), from, into)),
    movedSignatures(from, into),
    // the merged person must not get messages twice
    sql`update person set email = null, digest = null where id = ${from}`,
  ];
}

const isBetter = sql`${rank(sql`other.role`)} < ${rank(sql`m.role`)}`;

/** Whether somebody who is one person now works for a company and coaches it (STG-2). */
const isOfCompany = sql`(m.of_company or other.of_company
  or (m.role = 'coach' and other.role in ('owner', 'contributor') and not other.by_room)
  or (other.role = 'coach' and m.role in ('owner', 'contributor') and not m.by_room))`;

/** Moves columns of one table in one update: a statement changes a row only once. */
function moved(table: string, columns: readonly string[], from: string, into: string): SQL {
  const names = columns.map((column) => sql.identifier(column));
  const set = names.map(
    (name) => sql`${name} = case when ${name} = ${from}::uuid then ${into}::uuid else ${name} end`,
  );
  return sql`update ${sql.identifier(table)} set ${sql.join(set, sql`, `)}
    where ${from}::uuid in (${sql.join(names, sql`, `)})`;
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
export const mergeWrites = (one: Merging): SQL[] => [
  ...moveWrites(one.from, one.into),
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
    ...moveWrites(from, into),
    sql`insert into merge (workspace_id, id, from_id, into_id, by, state, asked_at, settled_at, moved)
      values (${workspaceId}::uuid, ${v7()}::uuid, ${from}::uuid, ${into}::uuid, 'address', 'done',
        ${at}::timestamptz, ${at}::timestamptz, ${recordOf(from, into)})`,
    sql`insert into activity (workspace_id, id, type, person_id, at, after)
      values (${workspaceId}::uuid, ${v7()}::uuid, ${event.type}, ${into}::uuid, ${at}::timestamptz,
        ${JSON.stringify(event.after)}::text::jsonb)`,
  ].map((write, index) => sql`${sql.identifier(`m${index}`)} as (${write.getSQL()})`);
  await tx.execute(sql`with ${sql.join(writes, sql`, `)} select 1`);
}
