import type { Actor, RoomAddress } from '../../../src/ports/intent.ts';

/** Workspaces and the Enterprise Grid in a payload, by Slack id (`T…`, `E…`). */
type Membership = { installed: string; home: string | undefined; enterprise: string | undefined };

/**
 * Returns who acts. The tenant is always the installation's workspace, also for people of another
 * organisation in a shared channel, so that one person has one address.
 */
export function actorOf(user: string, belonging: Membership, name?: string): Actor {
  return {
    platform: 'slack',
    tenant: belonging.installed,
    user,
    ...(name ? { name } : {}),
    ...(isForeign(belonging) ? { standing: 'external' as const } : {}),
  };
}

/** Inside an Enterprise Grid, a home in another workspace is not foreign. */
function isForeign({ installed, home, enterprise }: Membership): boolean {
  return home !== undefined && home !== installed && enterprise === undefined;
}

/** Returns a conversation's address; ids starting with D are direct chats. */
export function roomOf(tenant: string, channel: string, name?: string): RoomAddress {
  const direct = channel.startsWith('D');
  return {
    platform: 'slack',
    tenant,
    channel,
    kind: direct ? 'direct' : 'channel',
    ...(name && !direct && !placeholderNames.has(name) ? { name } : {}),
  };
}

/** Slack's placeholders for names of private conversations. */
const placeholderNames = new Set(['directmessage', 'privategroup']);
