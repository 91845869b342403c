import { type SQL, sql } from 'drizzle-orm';
import type { QuietHours } from '../../../src/domain/time/schedule.ts';
import type { Place } from './write.ts';

/** A person's address for messages, as `addressOf` selects it; `platform` null: none. */
export type Address = {
  platform: string | null;
  tenant: string | null;
  user: string | null;
  /** The name of the direct chat until it is opened. */
  channel: string | null;
  /** Their direct chat, where it was used before. */
  roomId: string | null;
  /** Milepost is no longer installed in their organisation. */
  off: boolean;
  /** None of their accounts is active. */
  gone: boolean;
};

/** A person to notify, with their quiet hours; `zone` null: the project's zone applies. */
export type Addressee = { personId: string; zone: string | null; quiet: QuietHours | null; address: Address };

const p = sql`p`;

/** A list as one parameter, so that the statement's text does not depend on its length. */
const list = (values: readonly string[]): SQL =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`;

/**
 * Joins for a person (table alias `person`): their chosen address, else the one last used, and their chat there; for
 * somebody who has only a page (CUS-8), its mailbox, once a sign-in has proved it.
 * `platforms` are the connected ones; mail counts only while the mail server accepts it, so that no reminder waits
 * for an operator.
 */
export const addressOf = (platforms: readonly string[], person = p): SQL => sql`
  left join lateral (
    select way.* from (
      select i.platform, i.tenant, i.user_key, 'user:' || i.user_key as channel,
        i.platform = ${person}.via as chosen, i.profiled_at, i.id
      from identity i where i.workspace_id = ${person}.workspace_id and i.person_id = ${person}.id and i.gone_at is null
        and i.platform <> 'web'
      union all select 'email', '', i.user_key, i.user_key, false, null, i.id from identity i
      where i.workspace_id = ${person}.workspace_id and i.person_id = ${person}.id and i.platform = 'web'
        and exists (select from page where page.workspace_id = i.workspace_id and page.address = i.user_key
          and page.revoked_at is null and page.opened_at is not null)
      union all select 'email', '', ${person}.email, ${person}.email, true, null, ${person}.id
      where ${person}.via = 'email' and ${person}.email is not null and ${person}.gone_at is null and not exists (
        select from installation mail where mail.platform = 'email' and mail.off_since is not null)
    ) way where way.platform = any(${list(platforms)})
    order by way.chosen is true desc, way.profiled_at desc nulls last, way.id limit 1
  ) address on true
  left join lateral (
    select r.id from room r where r.workspace_id = ${person}.workspace_id and r.kind = 'direct'
      and r.platform = address.platform and r.tenant = address.tenant and r.user_key = address.user_key
    order by r.channel like 'user:%', r.id limit 1
  ) chat on true
  left join installation gate on gate.platform = address.platform and gate.tenant = address.tenant`;

/** The address of `addressOf` as one JSON value. */
export const address = (
  person = p,
): SQL => sql`jsonb_build_object('platform', address.platform, 'tenant', address.tenant,
  'user', address.user_key, 'channel', address.channel, 'roomId', chat.id, 'off', gate.off_since is not null, 'gone', ${person}.gone_at is not null)`;

/** The person `p` as an `Addressee`, as one JSON value. */
export const addressee: SQL = sql`jsonb_build_object('personId', p.id, 'zone', p.zone, 'quiet', p.quiet,
  'address', ${address()})`;

/** Returns where a message to a person goes, or why it cannot be sent. */
export function placeOf({ platform, tenant, user, channel, roomId, off, gone }: Address): Place {
  if (gone) return { roomId, why: 'their account is deactivated or removed' };
  if (platform === null || tenant === null || user === null || channel === null)
    return { roomId, why: 'they have no chat that Milepost is connected to' };
  if (off) return { roomId, why: 'Milepost is not installed in their organisation any more' };
  return roomId === null ? { platform, tenant, user, channel } : { roomId };
}
