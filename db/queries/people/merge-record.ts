import { type SQL, sql } from 'drizzle-orm';
import { roles } from '../../../src/domain/project/roles.ts';

/** Merged settings by column: those that `p` chose, else those of `o`. */
export const mergedSettings = {
  admin: sql`p.admin or o.admin`,
  quiet: sql`coalesce(p.quiet, o.quiet)`,
  zone: sql`case when o.zone_chosen and not p.zone_chosen then o.zone else coalesce(p.zone, o.zone) end`,
  zone_chosen: sql`p.zone_chosen or o.zone_chosen`,
  email: sql`coalesce(p.email, o.email)`,
} satisfies Record<string, SQL>;

const settingsOf = (person: string) => sql`(select jsonb_build_object('admin', admin, 'zone', zone,
  'zone_chosen', zone_chosen, 'email', email, 'quiet', quiet, 'digest', digest) from person where id = ${person}::uuid)`;

const ids = (of: SQL) => sql`(select coalesce(jsonb_agg(id), '[]') from ${of})`;
const rows = (of: SQL) => sql`(select coalesce(jsonb_agg(to_jsonb(t)), '[]') from ${of})`;

/** Builds the record of what a merge moves, as JSON (`Moved`), from the rows before its statement. */
export const recordOf = (from: string, into: string): SQL => {
  const his = (table: string, column: string) =>
    ids(sql`${sql.identifier(table)} where ${sql.identifier(column)} = ${from}::uuid`);
  const signed = (side: 'supplier' | 'client') =>
    ids(sql`change_order where ${sql.identifier(side)}->>'personId' = ${from}::text`);
  const held = (person: string) =>
    rows(sql`(select id, project_id, role, by_room from member where person_id = ${person}::uuid) t`);
  const both = (table: string, key: string) => sql`${sql.identifier(table)} t where person_id = ${from}::uuid
    and ${sql.identifier(key)} in (select ${sql.identifier(key)} from ${sql.identifier(table)} where person_id = ${into}::uuid)`;
  return sql`jsonb_build_object('identities', ${his('identity', 'person_id')},
    'members', jsonb_build_object('from', ${held(from)}, 'into', ${held(into)}),
    'assigned', ${his('milestone', 'assignee_id')}, 'submitted', ${his('milestone', 'submitted_by_id')},
    'done', ${his('milestone', 'done_by_id')}, 'risks_owned', ${his('risk', 'owner_id')},
    'risks_opened', ${his('risk', 'opened_by_id')}, 'cadences', ${his('cadence', 'owner_id')},
    'snoozes', ${his('snooze', 'person_id')}, 'snoozes_dropped', ${rows(both('snooze', 'milestone_id'))},
    'votes', ${his('vote', 'person_id')}, 'votes_dropped', ${rows(both('vote', 'decision_id'))},
    'approvals', ${his('approval', 'person_id')}, 'approvals_dropped', ${rows(both('approval', 'review_id'))},
    'deputies', ${his('deputy', 'person_id')}, 'deputies_dropped', ${rows(both('deputy', 'project_id'))},
    'stands_in', ${his('deputy', 'deputy_id')},
    'signed_supplier', ${signed('supplier')}, 'signed_client', ${signed('client')},
    'from', ${settingsOf(from)}, 'into', ${settingsOf(into)},
    'merged', (select jsonb_build_object(${sql.join(
      Object.entries(mergedSettings).map(([name, value]) => sql`${sql.raw(`'${name}'`)}, ${value}`),
      sql`, `,
    )}) from person p, person o where p.id = ${into}::uuid and o.id = ${from}::uuid))`;
};

/** The position of a role in the order from most to least. */
export const rank = (role: SQL) => sql`array_position(${sql.raw(`array['${roles.join("','")}']`)}, ${role})`;
const worse = (one: SQL, other: SQL) =>
  sql`case when ${rank(one)} > ${rank(other)} then ${one} else ${other} end`;
const better = (one: SQL, other: SQL) =>
  sql`case when ${rank(one)} < ${rank(other)} then ${one} else ${other} end`;

/**
 * Undoes a merge: moves back everything that is still where the merge put it. A role or setting that was changed
 * meanwhile stays, and no restored role is higher than the remaining one, so that an owner's demotion holds.
 * Returns the parts of one statement; an EARLIER one must lock the projects of both people.
 */
export function undoMergeWrites(id: string, by: { personId: string; at: string }): SQL[] {
  const x = sql`(select id, workspace_id, from_id, into_id, moved from merge where id = ${id}::uuid) x`;
  const listed = (name: string) => sql`(x.moved->${sql.raw(`'${name}'`)})`;
  const back = (table: string, column: string, name: string) => sql`update ${sql.identifier(table)} t
    set ${sql.identifier(column)} = x.from_id from ${x}
    where t.${sql.identifier(column)} = x.into_id and ${listed(name)} ? t.id::text`;
  const given = (
    name: string,
    of: 'from' | 'into',
  ) => sql`jsonb_to_recordset(x.moved->'members'->${sql.raw(`'${of}'`)})
    ${sql.raw(name)}(id uuid, project_id uuid, role text, by_room boolean)`;
  const both = sql`${x}, ${given('f', 'from')}, ${given('i', 'into')}`;
  const merged = better(sql`f.role`, sql`i.role`);
  const restored = (table: string, name: string) => sql`insert into ${sql.identifier(table)}
    select t.* from ${x}, jsonb_populate_recordset(null::${sql.identifier(table)}, ${listed(name)}) t`;
  const milestone = (column: string, name: string) => sql`${sql.identifier(column)} = case
    when t.${sql.identifier(column)} = x.into_id and ${listed(name)} ? t.id::text then x.from_id
    else t.${sql.identifier(column)} end`;
  const signer = (side: string, name: string) => sql`${sql.identifier(side)} = case
    when t.${sql.identifier(side)}->>'personId' = x.into_id::text and ${listed(name)} ? t.id::text
    then jsonb_set(t.${sql.identifier(side)}, '{personId}', to_jsonb(x.from_id::text))
    else t.${sql.identifier(side)} end`;
  const kept = (column: string, type: string) => {
    const was = (of: string) =>
      type === 'jsonb'
        ? sql.raw(`nullif(x.moved->'${of}'->'${column}', 'null'::jsonb)`)
        : sql.raw(`(x.moved->'${of}'->>'${column}')::${type}`);
    const now = sql`p.${sql.identifier(column)}`;
    return sql`${sql.identifier(column)} = case when ${now} is not distinct from ${was('merged')} then ${was('into')} else ${now} end`;
  };
  return [
    back('identity', 'person_id', 'identities'),
    sql`update member c set person_id = x.from_id, role = ${worse(sql`f.role`, sql`c.role`)}
      from ${x}, ${given('f', 'from')} where c.id = f.id and c.person_id = x.into_id`,
    sql`update member c set role = i.role, by_room = i.by_room from ${both}
      where f.project_id = i.project_id and c.id = i.id and c.role = ${merged}`,
    sql`insert into member (workspace_id, id, project_id, person_id, by_room, role)
      select x.workspace_id, f.id, f.project_id, x.from_id, f.by_room,
        case when c.role = ${merged} then f.role else ${worse(sql`f.role`, sql`c.role`)} end
      from ${both}, member c where f.project_id = i.project_id and c.id = i.id`,
    sql`update milestone t set ${milestone('assignee_id', 'assigned')}, ${milestone('submitted_by_id', 'submitted')},
      ${milestone('done_by_id', 'done')} from ${x}
      where (${listed('assigned')} || ${listed('submitted')} || ${listed('done')}) ? t.id::text`,
    sql`update change_order t set ${signer('supplier', 'signed_supplier')}, ${signer('client', 'signed_client')}
      from ${x} where ${listed('signed_supplier')} ? t.id::text or ${listed('signed_client')} ? t.id::text`,
    back('risk', 'owner_id', 'risks_owned'),
    back('cadence', 'owner_id', 'cadences'),
    back('snooze', 'person_id', 'snoozes'),
    sql`${restored('snooze', 'snoozes_dropped')} where exists (select from milestone m where m.id = t.milestone_id)`,
    back('vote', 'person_id', 'votes'),
    sql`${restored('vote', 'votes_dropped')} where exists (select from decision d where d.id = t.decision_id)`,
    back('approval', 'person_id', 'approvals'),
    sql`${restored('approval', 'approvals_dropped')} where exists (select from review v where v.id = t.review_id)`,
    back('deputy', 'person_id', 'deputies'),
    back('deputy', 'deputy_id', 'stands_in'),
    sql`${restored('deputy', 'deputies_dropped')} where exists (select from project r where r.id = t.project_id)`,
    sql`update person p set ${kept('admin', 'boolean')}, ${kept('zone', 'text')}, ${kept('zone_chosen', 'boolean')},
      ${kept('email', 'text')}, ${kept('quiet', 'jsonb')} from ${x} where p.id = x.into_id`,
    sql`update person p set email = x.moved->'from'->>'email', digest_at = null,
      digest = nullif(x.moved->'from'->'digest', 'null'::jsonb),
      admin = (x.moved->'from'->>'admin')::boolean and o.admin
      from ${x}, person o where p.id = x.from_id and o.id = x.into_id`,
    sql`update merge set state = 'undone', undone_by_id = ${by.personId}::uuid, undone_at = ${by.at}::timestamptz
      where id = ${id}::uuid`,
  ];
}
