import { createHash } from 'node:crypto';
import type { Actor, RoomAddress } from '../../../src/ports/intent.ts';
import { type Activity, zoneOf } from './schemas.ts';

/** The Entra tenants an activity names: the conversation's, and the one Teams adds. */
export function tenantsOf(activity: Activity): string[] {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id];
  return named.filter((tenant) => tenant !== undefined && tenant !== '').map(String);
}

/** A conversation id without the thread it ends in: the channel itself. */
export const channelOf = (conversation: string): string =>
  conversation.split(';messageid=')[0] ?? conversation;

/** The message whose thread an activity came from; one that begins a thread is in none yet. */
export function threadOf({ conversation, id }: Activity): string | undefined {
  const [, root] = conversation.id.split(';messageid=');
  return root === undefined || root === '' || root === id ? undefined : root;
}

/** The room an activity came from; `channel` names another one of the same team. */
export function roomOf(activity: Activity, tenant: string, channel?: string): RoomAddress {
  const { conversation, channelData } = activity;
  const name = conversation.name ?? channelData?.channel?.name;
  const team = channelData?.team?.id;
  // so that news of a team reaches all its channels
  const inTeam = team === undefined ? {} : { team };
  return {
    platform: 'teams',
    tenant,
    channel: channel ?? channelOf(conversation.id),
    kind: conversation.conversationType === 'personal' ? 'direct' : 'channel',
    ...(name === undefined ? {} : { name }),
    reach: { serviceUrl: activity.serviceUrl, botId: activity.recipient.id, ...inTeam },
  };
}

/** Who acted: always the sender that Teams vouches for. */
export function actorOf(activity: Activity, tenant: string): Actor {
  const { from } = activity;
  const zone = zoneOf(activity);
  return {
    platform: 'teams',
    tenant,
    user: from.id,
    ...(from.aadObjectId === undefined ? {} : { directoryId: from.aadObjectId }),
    ...(from.name === undefined ? {} : { name: from.name }),
    ...(zone === undefined ? {} : { zone }),
  };
}

/** Names a delivery, so that a second arrival is known; the same body without an id is the same delivery. */
export function deliveryOf(activity: Activity): string {
  const id = activity.id ?? createHash('sha256').update(JSON.stringify(activity)).digest('base64url');
  return `teams:${activity.conversation.id}/${id}`;
}
