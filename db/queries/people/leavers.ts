import { type SQL, sql } from 'drizzle-orm';
import type { Duties } from '../../../src/domain/people/leaver.ts';
import type { Role } from '../../../src/domain/project/roles.ts';
import type { Tx } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import { governing } from './roles-by-kind.ts';

/** One person, or everybody whose accounts are gone. */
export type Whose = { personId: string } | 'gone';

const listOf = (fields: SQL, from: SQL, order: SQL): SQL =>
  sql`coalesce((select jsonb_agg(jsonb_build_object(${fields}) order by ${order}) from ${from}), '[]'::jsonb)`;

/** Returns the open duties in a project of one person, or of everybody who is gone, in one statement. */
export async function loadHoldings(tx: Tx, projectId: string, whose: Whose): Promise<Duties[]> {
  const here = (table: SQL) =>
    sql`${table}.workspace_id = milepost_tenant() and ${table}.project_id = ${projectId}::uuid`;
  const result = await tx.execute(sql`
    with candidate as (
      select p.id, p.name, p.gone_at is not null as gone from person p where p.workspace_id = milepost_tenant()
        and ${whose === 'gone' ? sql`p.gone_at is not null and p.id in (${involved(here)})` : sql`p.id = ${whose.personId}::uuid`}
    )
    select p.id as "personId", p.name, p.gone, w.role, w.id as "memberId",
      (select jsonb_build_object('platform', i.platform, 'tenant', i.tenant, 'user', i.user_key) from identity i
        where i.workspace_id = milepost_tenant() and i.person_id = p.id order by i.id limit 1) as address,
      ${listOf(
        sql`'id', m.id, 'number', m.number, 'name', m.name, 'outcome', m.outcome, 'version', m.version`,
        sql`milestone m where ${here(sql`m`)} and m.assignee_id = p.id and m.status <> 'done' and m.dropped_at is null`,
        sql`m.number`,
      )} as milestones,
      ${listOf(
        sql`'id', v.id, 'decisionId', d.id, 'number', d.number, 'question', d.question`,
        sql`vote v join decision d on d.workspace_id = v.workspace_id and d.id = v.decision_id
          where ${here(sql`v`)} and v.person_id = p.id and v.choice is null and d.outcome is null`,
        sql`d.number`,
      )} as votes,
      coalesce((select jsonb_agg(v.decision_id) from vote v where ${here(sql`v`)} and v.person_id = p.id), '[]'::jsonb) as "votesOn",
      ${listOf(
        sql`'id', r.id, 'number', r.number, 'text', r.text`,
        sql`risk r where ${here(sql`r`)} and r.resolved_at is null and coalesce(r.owner_id, r.opened_by_id) = p.id`,
        sql`r.number`,
      )} as risks,
      ${listOf(
        sql`'id', c.id, 'number', c.number, 'what', c.what`,
        sql`cadence c where ${here(sql`c`)} and c.owner_id = p.id and c.state in ('on', 'asked')`,
        sql`c.number`,
      )} as cadences
    from candidate p left join member w on ${here(sql`w`)} and w.person_id = p.id
    order by p.name, p.id`);
  return rowsOf<Duties>(result);
}

const involved = (here: (table: SQL) => SQL): SQL => sql`
  select w.person_id from member w where ${here(sql`w`)} and w.role not in ('viewer', 'none')
  union select m.assignee_id from milestone m where ${here(sql`m`)} and m.status <> 'done' and m.dropped_at is null
  union select v.person_id from vote v where ${here(sql`v`)} and v.choice is null
  union select coalesce(r.owner_id, r.opened_by_id) from risk r where ${here(sql`r`)} and r.resolved_at is null
  union select c.owner_id from cadence c where ${here(sql`c`)} and c.state in ('on', 'asked')`;

/** A project that somebody takes part in, with its active people. */
export type Affected = {
  projectId: string;
  name: string;
  kind: string;
  approver: string;
  /** Active people who run the project. */
  heads: string[];
  /** The roles of active people. */
  roles: Role[];
};

/** Returns the projects where a person has a role or open duties. */
export async function affectedProjects(tx: Tx, personId: string): Promise<Affected[]> {
  const active = sql`from member w join person q on q.workspace_id = w.workspace_id and q.id = w.person_id
    where w.workspace_id = pr.workspace_id and w.project_id = pr.id and q.gone_at is null`;
  const of = (column: SQL, from: SQL) =>
    sql`select project_id from ${from} where workspace_id = milepost_tenant() and ${column} = ${personId}::uuid`;
  const result = await tx.execute(sql`
    select pr.id as "projectId", pr.name, pr.kind, pr.policies->>'approver' as approver,
      coalesce((select jsonb_agg(w.person_id order by w.person_id) ${active}
        and (pr.kind, w.role) in ${governing}), '[]'::jsonb) as heads,
      coalesce((select jsonb_agg(distinct w.role) ${active}), '[]'::jsonb) as roles
    from project pr where pr.workspace_id = milepost_tenant() and pr.id in (
      ${of(sql`person_id`, sql`member`)} and role not in ('viewer', 'none')
      union ${of(sql`assignee_id`, sql`milestone`)} and status <> 'done' and dropped_at is null
      union ${of(sql`person_id`, sql`vote`)} and choice is null
      union ${of(sql`coalesce(owner_id, opened_by_id)`, sql`risk`)} and resolved_at is null
      union ${of(sql`owner_id`, sql`cadence`)} and state in ('on', 'asked'))
    order by pr.created_at, pr.id`);
  return rowsOf<Affected>(result);
}
