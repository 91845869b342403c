import { and, eq, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { roles } from '../../src/domain/access.ts';
import type { Change, Event, Room } from '../../src/domain/change.ts';
import * as tables from '../schema/tables.ts';
import { rowsOf, type Tx } from '../tenant.ts';
import { type Telling, tellCtes, toldRooms } from './delivery-plan.ts';

/** Everything that one command writes. */
export type Save = {
  workspaceId: string;
  changes: Change[];
  /** One activity record each. */
  activity: (Event & {
    id: string;
    projectId: string | null;
    personId: string;
    platform: Room['platform'];
    roomId: string | null;
    at: string;
  })[];
  /** The answer to keep for a second arrival of the same request. */
  arrival?: { delivery: string; answer: unknown };
  /** Whom to tell; absent when no room needs to know. */
  telling?: Telling;
};

/**
 * Writes rows, history, the kept answer and the outbox in ONE statement, so that a command costs
 * one round trip however much it changes.
 *
 * @returns the rooms that have something planned.
 */
export async function save(tx: Tx, what: Save): Promise<string[]> {
  const writes = [
    ...what.changes.flatMap((change) => writesOf(tx, what.workspaceId, change)),
    ...(what.activity.length > 0
      ? [
          tx
            .insert(tables.activity)
            .values(what.activity.map((row) => ({ ...row, workspaceId: what.workspaceId }))),
        ]
      : []),
    ...(what.arrival ? [keepAnswer(tx, what.arrival)] : []),
  ].map((write, index) => sql`${sql.identifier(`w${index}`)} as ${write}`);
  const told = what.telling
    ? tellCtes(what.telling).map(({ name, query }) => sql`${sql.identifier(name)} as (${query})`)
    : [];
  const ctes = [...writes, ...told];
  if (ctes.length === 0) return [];
  const last = what.telling ? toldRooms : sql`select null::uuid as room_id where false`;
  const result = await tx.execute(sql`with ${sql.join(ctes, sql`, `)} ${last}`);
  return rowsOf<{ room_id: string }>(result).map((row) => row.room_id);
}

function keepAnswer(tx: Tx, { delivery, answer }: { delivery: string; answer: unknown }) {
  return tx.update(tables.arrival).set({ answer }).where(eq(tables.arrival.delivery, delivery));
}

const entities = {
  project: tables.project,
  milestone: tables.milestone,
  item: tables.item,
  evidence: tables.evidence,
  update: tables.update,
  review: tables.review,
  member: tables.member,
  room: tables.room,
  linkCode: tables.linkCode,
  person: tables.person,
} satisfies Record<string, PgTable>;

function writesOf(tx: Tx, workspaceId: string, change: Change): { getSQL(): SQL }[] {
  if ('merge' in change) return mergePeople(tx, change.from, change.into);
  if ('add' in change) {
    const row = tx.insert(entities[change.add]).values({ ...change.row, workspaceId } as never);
    return change.add === 'room' ? [row, addressOf(tx, workspaceId, change.row)] : [row];
  }
  if ('alter' in change) {
    const table = entities[change.alter];
    const row = tx
      .update(table)
      .set(change.set as never)
      .where(key(table, workspaceId, change.id));
    return change.alter === 'room' ? [row, ...readdress(tx, workspaceId, change.id, change.set)] : [row];
  }
  const table = entities[change.remove];
  return [tx.delete(table).where(key(table, workspaceId, change.id))];
}

const key = (table: (typeof entities)[keyof typeof entities], workspaceId: string, id: string) =>
  and(eq(table.workspaceId, workspaceId), eq(table.id, id));

/** A linked room can be found from outside any tenant. */
function addressOf(tx: Tx, workspaceId: string, room: Room) {
  const { platform, tenant, channel, id: roomId } = room;
  return tx.insert(tables.roomAddress).values({ platform, tenant, channel, workspaceId, roomId });
}

/** A room that is linked again can be found again; an unlinked one cannot, and its cards are no longer kept current. */
function readdress(tx: Tx, workspaceId: string, id: string, set: Partial<Room>) {
  if (set.projectId === undefined) return [];
  if (set.projectId !== null) return [addressOf(tx, workspaceId, { ...(set as Room), id })];
  return [
    tx.delete(tables.roomAddress).where(eq(tables.roomAddress.roomId, id)),
    tx.delete(tables.card).where(eq(tables.card.roomId, id)),
  ];
}

/** Two people turn out to be one: the better role wins where both take part (LIVE-4). */
function mergePeople(tx: Tx, from: string, into: string): { getSQL(): SQL }[] {
  const shared = sql`project_id in (select project_id from member where person_id = ${into})`;
  const owned = ['assigneeId', 'submittedById', 'doneById'] as const;
  const instead = (column: PgColumn) =>
    sql`case when ${column} = ${from} then ${into}::uuid else ${column} end`;
  const rank = (role: SQL) => sql`array_position(${sql.raw(`array['${roles.join("','")}']`)}, ${role})`;
  return [
    sql`(update member m set role = other.role from member other where other.person_id = ${from} and m.person_id = ${into}
      and other.workspace_id = m.workspace_id and other.project_id = m.project_id
      and ${rank(sql`other.role`)} < ${rank(sql`m.role`)})`,
    sql`(delete from member where person_id = ${from} and ${shared})`,
    sql`(update member set person_id = ${into} where person_id = ${from} and not (${shared}))`,
    sql`(update person set admin = true where id = ${into} and exists (select 1 from person p where p.id = ${from} and p.admin))`,
    tx.update(tables.identity).set({ personId: into }).where(eq(tables.identity.personId, from)),
    // the address would lead a later sign-in back to the one who is no longer there
    sql`(update person set email = null where id = ${from})`,
    tx
      .update(tables.milestone)
      .set(Object.fromEntries(owned.map((field) => [field, instead(tables.milestone[field])])))
      .where(or(...owned.map((field) => eq(tables.milestone[field], from)))),
  ];
}
