import { type SQL, sql } from 'drizzle-orm';
import type { Place } from './write.ts';

/** Where a person can be told something, as `addressOf` finds it; `platform` null: nowhere. */
export type Address = {
  platform: string | null;
  tenant: string | null;
  user: string | null;
  /** What a room there is called until it is used: the chat is still to be opened. */
  channel: string | null;
  /** Their chat, where it was used before. */
  roomId: string | null;
  /** Milepost was taken from their organisation. */
  off: boolean;
  /** None of their accounts is active. */
  gone: boolean;
};

/**
 * Joins for a person `p`: the address that they chose, else the one where they were seen last, and
 * the chat there. The one place that chooses. `platforms` are those that Milepost is connected to.
 * Mail is one of them only while the mail server takes it: nobody is left waiting for an operator.
 */
export const addressOf = (platforms: readonly string[]): SQL => sql`
  left join lateral (
    select way.* from (
      select i.platform, i.tenant, i.user_key, 'user:' || i.user_key as channel,
        i.platform = p.via as chosen, i.profiled_at, i.id
      from identity i where i.workspace_id = p.workspace_id and i.person_id = p.id and i.gone_at is null
      union all select 'email', '', p.email, p.email, true, null, p.id
      where p.via = 'email' and p.email is not null and p.gone_at is null and not exists (
        select from installation mail where mail.platform = 'email' and mail.off_since is not null)
    ) way where way.platform = any(${list(platforms)})
    order by way.chosen is true desc, way.profiled_at desc nulls last, way.id limit 1
  ) address on true
  left join lateral (
    select r.id from room r where r.workspace_id = p.workspace_id and r.kind = 'direct'
      and r.platform = address.platform and r.tenant = address.tenant and r.user_key = address.user_key
    order by r.channel like 'user:%', r.id limit 1
  ) chat on true
  left join installation gate on gate.platform = address.platform and gate.tenant = address.tenant`;

/** What `addressOf` found, as one JSON value. */
export const address: SQL = sql`jsonb_build_object('platform', address.platform, 'tenant', address.tenant,
  'user', address.user_key, 'channel', address.channel, 'roomId', chat.id, 'off', gate.off_since is not null, 'gone', p.gone_at is not null)`;

/** Where the message goes; a receipt without a way to go says why. */
export function placeOf({ platform, tenant, user, channel, roomId, off, gone }: Address): Place {
  if (gone) return { roomId, why: 'their account is deactivated or removed' };
  if (platform === null || tenant === null || user === null || channel === null)
    return { roomId, why: 'they have no chat that Milepost is connected to' };
  if (off) return { roomId, why: 'Milepost is not installed in their organisation any more' };
  return roomId === null ? { platform, tenant, user, channel } : { roomId };
}

/** A list as one parameter, whatever its length: the statement stays the same. */
const list = (values: readonly string[]): SQL =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`;
