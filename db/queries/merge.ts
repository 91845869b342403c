import { eq, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { roles } from '../../src/domain/access.ts';
import * as tables from '../schema/tables.ts';
import type { Tx } from '../tenant.ts';
import { lockProjectsOf } from './retell.ts';

/**
 * Two people turn out to be one (LIVE-4): the better role wins where both take part, and what one of
 * them chose stays. The parts of one statement, none in brackets. The projects of the first must be
 * locked by an EARLIER statement: commands hold a project, not each milestone of it.
 */
export function mergeWrites(tx: Tx, from: string, into: string): { getSQL(): SQL }[] {
  const shared = sql`project_id in (select project_id from member where person_id = ${into})`;
  const owned = ['assigneeId', 'submittedById', 'doneById'] as const;
  const instead = (column: PgColumn) =>
    sql`case when ${column} = ${from} then ${into}::uuid else ${column} end`;
  const rank = (role: SQL) => sql`array_position(${sql.raw(`array['${roles.join("','")}']`)}, ${role})`;
  return [
    sql`update member m set role = other.role from member other where other.person_id = ${from} and m.person_id = ${into}
      and other.workspace_id = m.workspace_id and other.project_id = m.project_id
      and ${rank(sql`other.role`)} < ${rank(sql`m.role`)}`,
    sql`delete from member where person_id = ${from} and ${shared}`,
    sql`update member set person_id = ${into} where person_id = ${from} and not (${shared})`,
    sql`update person p set admin = p.admin or o.admin, quiet = coalesce(p.quiet, o.quiet),
      zone = case when o.zone_chosen and not p.zone_chosen then o.zone else coalesce(p.zone, o.zone) end,
      zone_chosen = p.zone_chosen or o.zone_chosen from person o where p.id = ${into} and o.id = ${from}`,
    tx.update(tables.identity).set({ personId: into }).where(eq(tables.identity.personId, from)),
    sql`update risk set owner_id = ${into} where owner_id = ${from}`,
    sql`update risk set opened_by_id = ${into} where opened_by_id = ${from}`,
    sql`update cadence set owner_id = ${into} where owner_id = ${from}`,
    sql`delete from snooze where person_id = ${from} and milestone_id in (select milestone_id from snooze where person_id = ${into})`,
    sql`update snooze set person_id = ${into} where person_id = ${from}
      and milestone_id not in (select milestone_id from snooze where person_id = ${into})`,
    sql`delete from vote where person_id = ${from} and decision_id in (select decision_id from vote where person_id = ${into})`,
    sql`update vote set person_id = ${into} where person_id = ${from}
      and decision_id not in (select decision_id from vote where person_id = ${into})`,
    // the address would lead a later sign-in back to the one who is no longer there, and nobody is told anything twice
    sql`update person set email = null, digest = null where id = ${from}`,
    tx
      .update(tables.milestone)
      .set(Object.fromEntries(owned.map((field) => [field, instead(tables.milestone[field])])))
      .where(or(...owned.map((field) => eq(tables.milestone[field], from)))),
  ];
}

/** The same, at once. */
export async function mergePeople(tx: Tx, from: string, into: string): Promise<void> {
  await lockProjectsOf(tx, from);
  const writes = mergeWrites(tx, from, into).map(
    (write, index) => sql`${sql.identifier(`m${index}`)} as (${write.getSQL()})`,
  );
  await tx.execute(sql`with ${sql.join(writes, sql`, `)} select 1`);
}
