import { sql } from 'drizzle-orm';
import type { Room } from '../../../src/domain/project/room.ts';
import type { Database } from '../../database.ts';
import { rowsOf } from '../../tenant.ts';
import type { Caller } from './account.ts';

/** Returns the addresses that have no name from a platform yet; runs as the owning role, before any tenant. */
export async function withoutName<Address extends Caller>(
  db: Database,
  addresses: readonly Address[],
): Promise<Address[]> {
  const asked = JSON.stringify(
    addresses.map(({ platform, tenant, user }, at) => ({ platform, tenant, user, at })),
  );
  const rows = await db.execute(sql`select asked.at from jsonb_to_recordset(${asked}::text::jsonb)
      as asked(at int, platform text, tenant text, "user" text)
    where not exists (select from identity i where i.platform = asked.platform and i.tenant = asked.tenant
      and i.user_key = asked."user" and i.name is not null)`);
  const found = new Set(rowsOf<{ at: number }>(rows).map(({ at }) => at));
  return addresses.filter((_one, at) => found.has(at));
}

/** A person at an address: their name there, and whether they have a role in the project of a room. */
export type KnownMember = { name: string | null; gone: boolean; here: boolean };

/** Returns the known people of one organisation by user; runs as the owning role, before any tenant. */
export async function knownMembers(
  db: Database,
  { platform, tenant, users }: Omit<Caller, 'user'> & { users: readonly string[] },
  channel: string | undefined,
): Promise<Map<string, KnownMember>> {
  const rows = await db.execute(sql`select i.user_key as "user", i.name, i.gone_at is not null as gone,
      exists (select from room r join member m on m.workspace_id = r.workspace_id and m.project_id = r.project_id
        where r.workspace_id = i.workspace_id and r.platform = i.platform and r.tenant = i.tenant
          and r.channel = ${channel ?? null}::text and m.person_id = i.person_id and m.role <> 'none') as here
    from identity i where i.platform = ${platform}::text and i.tenant = ${tenant}::text
      and i.user_key in (select jsonb_array_elements_text(${JSON.stringify(users)}::text::jsonb))`);
  return new Map(rowsOf<KnownMember & { user: string }>(rows).map(({ user, ...one }) => [user, one]));
}

/** A workspace that knows a person, and the rooms whose rosters may list them: their chat first. */
export type KnownIdentity = { workspaceId: string; rooms: ListingRoom[] };

type ListingRoom = Pick<Room, 'platform' | 'tenant' | 'channel' | 'kind'> & { reach: Record<string, string> };

/** Limits the rosters that are read, because an organisation can have many rooms. */
const maxRooms = 6;

/** Returns the workspaces that know an address; runs as the owning role, before any tenant. */
export async function knownIdentities(
  db: Database,
  { platform, tenant, user }: Caller,
): Promise<KnownIdentity[]> {
  const rows = await db.execute(sql`select i.workspace_id as "workspaceId", coalesce((
      select jsonb_agg(jsonb_build_object('platform', near.platform, 'tenant', near.tenant,
        'channel', near.channel, 'kind', near.kind, 'reach', near.reach) order by near.rank)
      from (select r.*, case when r.user_key = i.user_key then 0 when r.project_id in (
            select m.project_id from member m where m.workspace_id = i.workspace_id and m.person_id = i.person_id) then 1
          when r.project_id is not null then 2 else 3 end as rank
        from room r where r.workspace_id = i.workspace_id and r.platform = i.platform and r.tenant = i.tenant
          and r.reach is not null and r.channel not like 'user:%' and (r.kind = 'channel' or r.user_key = i.user_key)
        order by rank, r.id limit ${maxRooms}) near), '[]'::jsonb) as rooms
    from identity i where i.platform = ${platform}::text and i.tenant = ${tenant}::text
      and (i.user_key = ${user}::text or i.directory_id = ${user}::text)`);
  return rowsOf<KnownIdentity>(rows);
}

/** Returns the user of a direct chat; runs as the owning role, before any tenant. */
export async function personIn(
  db: Database,
  chat: Pick<Room, 'platform' | 'tenant' | 'channel'>,
): Promise<string | undefined> {
  const rows = await db.execute(sql`select user_key as "user" from room where kind = 'direct'
    and platform = ${chat.platform}::text and tenant = ${chat.tenant}::text and channel = ${chat.channel}::text
    and user_key is not null limit 1`);
  return rowsOf<{ user: string }>(rows)[0]?.user;
}

/** A profile that the scheduled refresh reads again. */
export type StaleProfile = { workspaceId: string } & Pick<Caller, 'platform' | 'tenant' | 'user'>;

/**
 * Claims the oldest or missing profiles of people with work or a role; others are skipped for a day too. Runs as
 * the owning role, for all tenants; `before` is an ISO instant.
 */
export async function claimStaleProfiles(
  db: Database,
  platforms: readonly string[],
  { now, before }: { now: string; before: string },
  most: number,
): Promise<StaleProfile[]> {
  const rows = await db.execute(sql`with oldest as (
      select workspace_id, id from identity where (looked_at is null or looked_at < ${before}::timestamptz)
        and platform in ${platforms} order by looked_at nulls first limit ${most} for update skip locked
    ), claimed as (
      update identity i set looked_at = ${now}::timestamptz from oldest
      where i.workspace_id = oldest.workspace_id and i.id = oldest.id returning i.*
    )
    select c.workspace_id as "workspaceId", c.platform, c.tenant, c.user_key as "user" from claimed c
    where c.name is null or exists (select from member m where m.workspace_id = c.workspace_id
        and m.person_id = c.person_id and m.role not in ('viewer', 'none'))
      or exists (select from milestone m where m.workspace_id = c.workspace_id and m.assignee_id = c.person_id
        and m.status <> 'done' and m.dropped_at is null)`);
  return rowsOf<StaleProfile>(rows);
}
