import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database, Tx } from '../../database.ts';
import { isoOf } from '../../schema/columns.ts';
import { installation } from '../../schema/directory.ts';
import { enterWorkspace, rowsOf } from '../../tenant.ts';
import type { PersonAddress } from './room-lost.ts';
import type { Organisation } from './waiting.ts';

/** An installation that refuses every message, since when, why, and when it is retried. Instants are ISO 8601. */
export type Outage = Organisation & { since: string; why: string; until: string | null };

/** A refusal by a whole installation, and the pauses that follow consecutive ones. */
export type Refusal = {
  why: string;
  now: string;
  /** Milliseconds after the first refusal, the second, and so on; the last one is repeated. */
  ladderMs: readonly number[];
  /** The least that `tries` is set to: an uninstalled app is not retried at once. */
  atLeast: number;
};

/**
 * Pauses an installation that refuses everything, for longer after each refusal. Does nothing while it is paused,
 * so that the rooms of one outage count as one refusal.
 *
 * @returns the consecutive refusals and whether its administrators were told; undefined when nothing changed.
 */
export async function pauseRefusing(
  db: Database,
  at: Organisation,
  { why, now, ladderMs, atLeast }: Refusal,
): Promise<{ tries: number; told: boolean; pauseMs: number } | undefined> {
  return db.transaction(async (tx) => {
    const [known] = await tx.select().from(installation).where(of(at)).for('update');
    if (!known) return undefined;
    const isPaused = known.offSince && known.pausedUntil && isAhead(known.pausedUntil, known.pauseMs, now);
    if (isPaused && known.offTries >= atLeast) return undefined;
    const tries = Math.max(known.offTries + 1, atLeast);
    const pauseMs = ladderMs[Math.min(tries, ladderMs.length) - 1] ?? 0;
    await tx
      .update(installation)
      .set({
        offSince: known.offSince ?? now,
        offWhy: why,
        offTries: tries,
        pauseMs,
        pausedUntil: new Date(Date.parse(now) + pauseMs).toISOString(),
      })
      .where(of(at));
    return { tries, told: known.offTold, pauseMs };
  });
}

const isAhead = (until: string, lengthMs: number | null, now: string) => {
  const leftMs = Date.parse(until) - Date.parse(now);
  return leftMs > 0 && leftMs <= (lengthMs ?? 0);
};

/** Ends the outage of an installation that accepted a message. Returns whether there was one. */
export async function endOutage(db: Database, at: Organisation): Promise<boolean> {
  const ended = await db
    .update(installation)
    .set({ ...none, pausedUntil: null, pauseMs: null })
    .where(and(of(at), sql`${installation.offSince} is not null`))
    .returning({ tenant: installation.tenant });
  return ended.length > 0;
}

const none = { offSince: null, offWhy: null, offTries: 0, offTold: false };

/** Ends the pause of an installation, or of all that refuse. Returns whether there was any. */
export async function retryNow(db: Database, at?: Organisation): Promise<boolean> {
  const tried = await db
    .update(installation)
    .set({ pausedUntil: null })
    .where(and(sql`${installation.offSince} is not null`, at && of(at)))
    .returning({ tenant: installation.tenant });
  return tried.length > 0;
}

/** Records that the administrators were told of an outage. */
export async function markReported(db: Database, at: Organisation): Promise<void> {
  await db.update(installation).set({ offTold: true }).where(of(at));
}

/** Returns all outages; needs the role that owns the tables. */
export async function allOutages(db: Database): Promise<Outage[]> {
  const result = await db.execute(sql`select platform, tenant, ${isoOf(sql`off_since`)} as since,
    coalesce(off_why, 'unknown') as why, ${isoOf(sql`paused_until`)} as until
    from installation where off_since is not null order by off_since, platform, tenant`);
  return rowsOf<Outage>(result);
}

/** Returns the outages of installations where the tenant of the transaction has rooms. */
export async function outagesOfTenant(tx: Tx): Promise<Outage[]> {
  const result = await tx.execute(sql`select platform, tenant, ${isoOf(sql`since`)} as since,
    coalesce(why, 'unknown') as why, ${isoOf(sql`until`)} as until from milepost_outages() order by since`);
  return rowsOf<Outage>(result);
}

/** Returns the workspaces that have project rooms in an organisation. */
export async function workspacesOn(db: Database, { platform, tenant }: Organisation): Promise<string[]> {
  const result = await db.execute(sql`select distinct workspace_id as id from room
    where platform = ${platform} and tenant = ${tenant} and project_id is not null`);
  return rowsOf<{ id: string }>(result).map(({ id }) => id);
}

/**
 * Enters a workspace and returns where its active administrators can be told of an outage: one address each,
 * outside the failing installation, chat before mail. Without administrators, the owners and coaches of the
 * projects there.
 *
 * @param admins addresses and e-mails that the settings name as administrators.
 */
export async function administratorsElsewhere(
  tx: Tx,
  workspaceId: string,
  { platform, tenant }: Organisation,
  platforms: readonly string[],
  admins: readonly string[],
): Promise<PersonAddress[]> {
  await enterWorkspace(tx, workspaceId);
  const listed = JSON.stringify(admins);
  const result = await tx.execute(sql`
    with administrator as (
      select p.id from person p where p.workspace_id = milepost_tenant() and p.gone_at is null and (p.admin
        or jsonb_exists(${listed}::text::jsonb, p.email) or exists (select from identity i
          where i.workspace_id = p.workspace_id and i.person_id = p.id
            and (jsonb_exists(${listed}::text::jsonb, concat(i.platform, ':', i.tenant, '/', i.user_key))
              or jsonb_exists(${listed}::text::jsonb, concat(i.platform, ':', i.tenant, '/', i.directory_id)))))
    ), chosen as (
      select id from administrator union
      select m.person_id from member m join room on room.workspace_id = m.workspace_id and room.project_id = m.project_id
      where not exists (select from administrator) and m.workspace_id = milepost_tenant()
        and m.role in ('owner', 'coach') and room.platform = ${platform} and room.tenant = ${tenant}
    ), address as (
      select i.person_id, i.platform, i.tenant, i.user_key as user, 0 as rank from identity i
      where i.workspace_id = milepost_tenant() and i.gone_at is null and i.platform <> 'web' and not (i.platform = ${platform} and i.tenant = ${tenant})
      union all
      select p.id, 'email', '', p.email, 1 from person p
      where p.workspace_id = milepost_tenant() and p.gone_at is null and p.email is not null and ${platform} <> 'email'
    )
    select distinct on (a.person_id) a.platform, a.tenant, a.user from address a
    where a.person_id in (select id from chosen) and a.platform in ${list(platforms)}
      and not exists (select from milepost_outages() o where o.platform = a.platform and o.tenant = a.tenant)
    order by a.person_id, a.rank, a.platform, a.tenant, a.user`);
  return rowsOf<PersonAddress>(result);
}

/** SQL has no empty list. */
const list = (names: readonly string[]): SQL => sql`${names.length > 0 ? [...names] : ['']}`;

const of = ({ platform, tenant }: Organisation) =>
  and(eq(installation.platform, platform), eq(installation.tenant, tenant));
