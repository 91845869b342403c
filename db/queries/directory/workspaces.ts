import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { chatPlatforms } from '../../../src/domain/platform.ts';
import { splitLabel } from '../../../src/domain/project/label.ts';
import type { Database } from '../../database.ts';
import { installation } from '../../schema/directory.ts';
import { identity, person } from '../../schema/people.ts';
import { project } from '../../schema/project.ts';
import { workspace } from '../../schema/workspace.ts';
import { enter, enterWorkspace, type RequestOrigin } from '../../tenant.ts';

/*
 * What an operator asks before a tenant is known: which workspaces there are, and who is meant. Asked
 * as the role that owns the tables, by somebody who holds the database's own password.
 */

/** A workspace in an operator's list. */
export type Workspace = { id: string; name: string; projects: string[] };

/** Returns all workspaces with the names of their projects, oldest first. */
export function allWorkspaces(db: Database): Promise<Workspace[]> {
  return db
    .select({
      id: workspace.workspaceId,
      name: workspace.name,
      projects: sql<string[]>`coalesce(jsonb_agg(${project.name} order by ${project.name})
        filter (where ${project.id} is not null), '[]')`,
    })
    .from(workspace)
    .leftJoin(project, eq(project.workspaceId, workspace.workspaceId))
    .groupBy(workspace.workspaceId)
    .orderBy(workspace.createdAt, workspace.workspaceId);
}

/** Returns the workspaces with a project of that id, else of that name, else with the words in its name. */
export async function workspacesWithProject(db: Database, typed: string): Promise<string[]> {
  // "Apollo #2" is the second of that name; the command resolves the number
  const named = splitLabel(typed).name || typed;
  const rank = sql<number>`case when ${project.id}::text = ${named} then 0
    when lower(${project.name}) = lower(${named}) then 1 else 2 end`;
  const rows = await db
    .select({ id: project.workspaceId, rank: sql<number>`min(${rank})`.mapWith(Number) })
    .from(project)
    .where(
      or(sql`${project.id}::text = ${named}`, sql`position(lower(${named}) in lower(${project.name})) > 0`),
    )
    .groupBy(project.workspaceId);
  const best = Math.min(...rows.map((row) => row.rank));
  return rows.filter((row) => row.rank === best).map((row) => row.id);
}

/** Returns the organisations of all chat installations. */
export function organisations(db: Database): Promise<{ platform: string; tenant: string }[]> {
  return db
    .select({ platform: installation.platform, tenant: installation.tenant })
    .from(installation)
    .where(inArray(installation.platform, [...chatPlatforms]));
}

/** Returns the workspaces that know a person's address. */
export async function workspacesOf(db: Database, at: Address): Promise<string[]> {
  const rows = await db.selectDistinct({ id: identity.workspaceId }).from(identity).where(isAt(at));
  return rows.map((row) => row.id);
}

/** Returns the first workspace of a database; inserts one when there is none. */
export async function makeFirstWorkspace(db: Database, name: string): Promise<string> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('first workspace', 0))`);
    const [known] = await tx.select({ id: workspace.workspaceId }).from(workspace).limit(1);
    if (known) return known.id;
    const workspaceId = v7();
    await tx.insert(workspace).values({ workspaceId, name });
    return workspaceId;
  });
}

/** A person's address; `user` may also be an Entra object id. */
export type Address = { platform: string; tenant: string; user: string };

/** An operator's reference to a person. */
export type Named = { address: Address } | { email: string } | { name: string };

/** A person at one address. */
export type Known = Awaited<ReturnType<typeof referencedPeople>>[number];

/** Returns the people that a reference means, one row for each address. */
export function referencedPeople(db: Database, workspaceId: string, by: Named) {
  return db.transaction(async (tx) => {
    await enterWorkspace(tx, workspaceId);
    return tx
      .select({
        id: person.id,
        name: person.name,
        zone: person.zone,
        platform: identity.platform,
        tenant: identity.tenant,
        user: identity.user,
        directoryId: identity.directoryId,
        /** Their platform has said who they are; false for people who were only mentioned. */
        profiled: sql<boolean>`${identity.profiledAt} is not null`,
      })
      .from(person)
      .innerJoin(
        identity,
        and(eq(identity.workspaceId, person.workspaceId), eq(identity.personId, person.id)),
      )
      .where(isMeant(by))
      .orderBy(person.name, person.id, identity.id);
  });
}

/** Returns the workspace of an origin. */
export async function workspaceOf(db: Database, origin: RequestOrigin): Promise<string | undefined> {
  return db.transaction(async (tx) => (await enter(tx, origin))?.workspaceId);
}

function isMeant(by: Named): SQL | undefined {
  if ('email' in by) return eq(person.email, by.email.toLowerCase());
  if ('name' in by) return sql`position(lower(${by.name}) in lower(${person.name})) > 0`;
  const at = sql`select ${identity.personId} from ${identity} where ${isAt(by.address)}`;
  return sql`${person.id} in (${at})`;
}

const isAt = ({ platform, tenant, user }: Address) =>
  and(
    sql`${identity.platform} = ${platform}`,
    eq(identity.tenant, tenant),
    or(eq(identity.user, user), eq(identity.directoryId, user)),
  );
