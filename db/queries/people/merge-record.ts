import { type SQL, sql } from 'drizzle-orm';
import { roles } from '../../../src/domain/project/roles.ts';
import { followed, oneEach } from './person-columns.ts';

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

/** Whether the row `t` has the key of a row of this person. */
export function isAmongThose(table: string, key: readonly string[], person: string): SQL {
  const same = key.map((column) => sql`o.${sql.identifier(column)} = t.${sql.identifier(column)}`);
  return sql`exists (select from ${sql.identifier(table)} o
    where o.person_id = ${person}::uuid and ${sql.join(same, sql` and `)})`;
}

/** Builds the record of what a merge moves, as JSON (`Moved`), from the rows before its statement. */
export const recordOf = (from: string, into: string): SQL => {
  const his = (table: string, column: string) =>
    ids(sql`${sql.identifier(table)} where ${sql.identifier(column)} = ${from}::uuid`);
  const signed = (side: 'supplier' | 'client') =>
    ids(sql`change_order where ${sql.identifier(side)}->>'personId' = ${from}::text`);
  const held = (person: string) =>
    rows(
      sql`(select id, project_id, role, by_room, of_company from member where person_id = ${person}::uuid) t`,
    );
  const recorded: [string, SQL][] = [
    ...Object.entries(followed).flatMap(([table, columns]) =>
      Object.entries(columns).map(([column, as]): [string, SQL] => [as, his(table, column)]),
    ),
    ...oneEach.flatMap(({ table, key, as }): [string, SQL][] => [
      [as, his(table, 'person_id')],
      [
        `${as}_dropped`,
        rows(sql`${sql.identifier(table)} t
          where person_id = ${from}::uuid and ${isAmongThose(table, key, into)}`),
      ],
    ]),
  ];
  const parts = recorded.map(([as, value]) => sql`${sql.raw(`'${as}'`)}, ${value}`);
  return sql`jsonb_build_object(${sql.join(parts, sql`, `)},
    'members', jsonb_build_object('from', ${held(from)}, 'into', ${held(into)}),
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
  const back = (table: string, columns: Readonly<Record<string, string>>) => {
    const set = Object.entries(columns).map(
      ([column, as]) => sql`${sql.identifier(column)} = case
        when t.${sql.identifier(column)} = x.into_id and ${listed(as)} ? t.id::text then x.from_id
        else t.${sql.identifier(column)} end`,
    );
    const any = Object.values(columns).map((as) => sql`${listed(as)} ? t.id::text`);
    return sql`update ${sql.identifier(table)} t set ${sql.join(set, sql`, `)} from ${x}
      where ${sql.join(any, sql` or `)}`;
  };
  const given = (
    name: string,
    of: 'from' | 'into',
  ) => sql`jsonb_to_recordset(x.moved->'members'->${sql.raw(`'${of}'`)})
    ${sql.raw(name)}(id uuid, project_id uuid, role text, by_room boolean, of_company boolean)`;
  const both = sql`${x}, ${given('f', 'from')}, ${given('i', 'into')}`;
  const merged = better(sql`f.role`, sql`i.role`);
  const restored = (table: string, name: string) => sql`insert into ${sql.identifier(table)}
    select t.* from ${x}, jsonb_populate_recordset(null::${sql.identifier(table)}, ${listed(name)}) t`;
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
    ...Object.entries(followed).map(([table, columns]) => back(table, columns)),
    sql`update member c set person_id = x.from_id, role = ${worse(sql`f.role`, sql`c.role`)}
      from ${x}, ${given('f', 'from')} where c.id = f.id and c.person_id = x.into_id`,
    sql`update member c set role = i.role, by_room = i.by_room, of_company = coalesce(i.of_company, false) from ${both}
      where f.project_id = i.project_id and c.id = i.id and c.role = ${merged}`,
    sql`insert into member (workspace_id, id, project_id, person_id, by_room, of_company, role)
      select x.workspace_id, f.id, f.project_id, x.from_id, f.by_room, coalesce(f.of_company, false),
        case when c.role = ${merged} then f.role else ${worse(sql`f.role`, sql`c.role`)} end
      from ${both}, member c where f.project_id = i.project_id and c.id = i.id`,
    sql`update change_order t set ${signer('supplier', 'signed_supplier')}, ${signer('client', 'signed_client')}
      from ${x} where ${listed('signed_supplier')} ? t.id::text or ${listed('signed_client')} ? t.id::text`,
    ...oneEach.flatMap(({ table, key: [refers], of, as }) => [
      back(table, { person_id: as }),
      sql`${restored(table, `${as}_dropped`)}
        where exists (select from ${sql.identifier(of)} o where o.id = t.${sql.identifier(refers)})`,
    ]),
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
