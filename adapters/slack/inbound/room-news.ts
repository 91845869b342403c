import { z } from 'zod';
import type { RoomNews } from '../../../src/ports/intent.ts';
import { roomOf } from './origin.ts';

const channel = z.object({ channel: z.string() });

const eventSchema = z.discriminatedUnion('type', [
  channel.extend({ type: z.literal('member_joined_channel'), user: z.string() }),
  channel.extend({ type: z.literal(['channel_archive', 'group_archive']) }),
  channel.extend({ type: z.literal(['channel_unarchive', 'group_unarchive']) }),
  channel.extend({ type: z.literal(['channel_deleted', 'group_deleted']) }),
  channel.extend({ type: z.literal(['channel_left', 'group_left']) }),
  z.object({
    type: z.literal(['channel_rename', 'group_rename']),
    channel: z.object({ id: z.string(), name: z.string() }),
  }),
  z.object({ type: z.literal('channel_id_changed'), old_channel_id: z.string(), new_channel_id: z.string() }),
  z.object({ type: z.literal('app_uninstalled') }),
  z.object({
    type: z.literal('tokens_revoked'),
    tokens: z.object({ bot: z.array(z.string()).optional() }).optional(),
  }),
]);

/** Events about a room or the installation. */
export const roomEvents = new Set<string>(eventSchema.options.flatMap(({ shape }) => [...shape.type.values]));

/** Returns an event as news of a room; undefined when irrelevant. `bot` is our own user. */
export function roomNews(event: unknown, tenant: string, bot: string | undefined): RoomNews | undefined {
  const read = eventSchema.safeParse(event).data;
  if (!read) return undefined;
  switch (read.type) {
    case 'member_joined_channel':
      return read.user === bot ? { is: 'joined', room: roomOf(tenant, read.channel) } : undefined;
    case 'channel_archive':
    case 'group_archive':
      return { is: 'lost', room: roomOf(tenant, read.channel), why: 'the channel was archived' };
    case 'channel_unarchive':
    case 'group_unarchive':
      return { is: 'returned', room: roomOf(tenant, read.channel) };
    case 'channel_deleted':
    case 'group_deleted':
      return { is: 'lost', room: roomOf(tenant, read.channel), why: 'the channel was deleted' };
    case 'channel_left':
    case 'group_left':
      return { is: 'lost', room: roomOf(tenant, read.channel), why: 'the bot was removed from the channel' };
    case 'channel_rename':
    case 'group_rename':
      return { is: 'renamed', room: roomOf(tenant, read.channel.id), name: read.channel.name };
    case 'channel_id_changed':
      return { is: 'moved', room: roomOf(tenant, read.old_channel_id), channel: read.new_channel_id };
    case 'app_uninstalled':
      return { is: 'uninstalled', platform: 'slack', tenant, why: 'the app was uninstalled' };
    case 'tokens_revoked':
      // users' tokens are revoked too; only the bot's matter
      return read.tokens?.bot?.length
        ? { is: 'uninstalled', platform: 'slack', tenant, why: 'the token of the bot was revoked' }
        : undefined;
    default:
      return read satisfies never;
  }
}
