import { and, desc, eq, getTableColumns, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Merge } from '../../../src/domain/change.ts';
import type { MergePerson, MergeRecord } from '../../../src/domain/people/merge.ts';
import { chatPlatforms, type Platform } from '../../../src/domain/platform.ts';
import type { Tx } from '../../database.ts';
import { refersTo } from '../../schema/keys.ts';
import { identity, merge, person } from '../../schema/people.ts';
import { member, project } from '../../schema/project.ts';
import { heading } from './roles-by-kind.ts';

const { workspaceId: _, moved, undoneById: _by, undoneAt: _at, ...columns } = getTableColumns(merge);

/** Returns a merge request; undefined when it does not exist. */
export async function findMerge(tx: Tx, id: string): Promise<Merge | undefined> {
  const [row] = await tx.select(columns).from(merge).where(eq(merge.id, id));
  return row;
}

/** Locks a merge to serialize answers. An EARLIER statement must lock the projects of both people. */
export async function lockMerge(tx: Tx, id: string): Promise<Merge> {
  const [row] = await tx.select(columns).from(merge).where(eq(merge.id, id)).for('update');
  if (!row) throw new Error('a merge that was found is not there');
  return row;
}

/** Returns the latest merge into a person that can be undone, with what it moved. `since`: ISO instant. */
export async function lastMergeInto(
  tx: Tx,
  personId: string,
  since: string,
): Promise<(Merge & { moved: MergeRecord | null }) | undefined> {
  const [row] = await tx
    .select({ ...columns, moved })
    .from(merge)
    .where(and(eq(merge.intoId, personId), eq(merge.state, 'done'), gt(merge.settledAt, since)))
    .orderBy(desc(merge.settledAt), desc(merge.id))
    .limit(1);
  return row;
}

/** A person with their identities. */
export type KnownParty = MergePerson & {
  identities: { id: string; platform: Platform; tenant: string }[];
};

/** Returns people with their roles and identities, in the order of the ids; without unknown ones. */
export async function partiesOf(tx: Tx, ids: readonly string[]): Promise<KnownParty[]> {
  const people = await tx
    .select({ id: person.id, name: person.name, admin: person.admin })
    .from(person)
    .where(inArray(person.id, [...ids]));
  const held = await tx
    .select({
      personId: member.personId,
      projectId: member.projectId,
      project: project.name,
      kind: project.kind,
      role: member.role,
    })
    .from(member)
    .innerJoin(project, refersTo(project, member, member.projectId))
    .where(inArray(member.personId, [...ids]))
    .orderBy(project.name, project.id);
  const known = await tx
    .select({
      personId: identity.personId,
      id: identity.id,
      platform: identity.platform,
      tenant: identity.tenant,
    })
    .from(identity)
    .where(inArray(identity.personId, [...ids]))
    .orderBy(identity.id);
  const of = <T extends { personId: string }>(rows: T[], id: string) =>
    rows.filter((row) => row.personId === id).map(({ personId: _, ...row }) => row);
  return [...ids].flatMap((id) => {
    const found = people.find((one) => one.id === id);
    return found ? [{ ...found, holdings: of(held, id), identities: of(known, id) }] : [];
  });
}

/** A person who gives roles in a project. */
export type Head = { id: string; name: string; projectId: string };

/** Returns active people who give roles in projects: owners; in `stages` coaches. */
export function headsOf(tx: Tx, projectIds: readonly string[]): Promise<Head[]> {
  if (projectIds.length === 0) return Promise.resolve([]);
  return tx
    .select({ id: person.id, name: person.name, projectId: member.projectId })
    .from(member)
    .innerJoin(project, refersTo(project, member, member.projectId))
    .innerJoin(person, refersTo(person, member, member.personId))
    .where(
      and(
        inArray(member.projectId, [...projectIds]),
        isNull(person.goneAt),
        sql`(${project.kind}, ${member.role}) in ${heading}`,
      ),
    )
    .orderBy(person.name, person.id);
}

/** Returns at most ten active administrators of the workspace with a chat account. */
export function adminsOf(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(
      and(
        eq(person.admin, true),
        isNull(person.goneAt),
        sql`exists (select from ${identity} i where i.workspace_id = ${person.workspaceId}
          and i.person_id = ${person.id} and i.platform in ${[...chatPlatforms]})`,
      ),
    )
    .orderBy(person.name, person.id)
    .limit(10);
}
