import { createHash } from 'node:crypto';
import type { Actor, RoomAddress } from '../../../src/ports/intent.ts';
import { type Activity, zoneOf } from './schemas.ts';

/** Returns the Entra tenants that an activity names: the conversation's and the one Teams adds. */
export function tenantsOf(activity: Activity): string[] {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id];
  return named.filter((tenant) => tenant !== undefined && tenant !== '').map(String);
}

/** Returns a conversation id without its thread. */
export const channelOf = (conversation: string): string =>
  conversation.split(';messageid=')[0] ?? conversation;

/** Returns the root message of an activity's thread; undefined for a message that starts one. */
export function threadOf({ conversation, id }: Activity): string | undefined {
  const [, root] = conversation.id.split(';messageid=');
  return root === undefined || root === '' || root === id ? undefined : root;
}

/** Returns the room of an activity; `channel` names another channel of the same team. */
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

/** Returns who acted: always the sender verified by Teams. */
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

/** Returns the idempotency key of an activity: its id, else a hash of its body. */
export function deliveryOf(activity: Activity): string {
  const id = activity.id ?? createHash('sha256').update(JSON.stringify(activity)).digest('base64url');
  return `teams:${activity.conversation.id}/${id}`;
}
