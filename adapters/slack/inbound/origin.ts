import type { Actor, RoomAddress } from '../../../src/ports/intent.ts';

/** Organisations as a payload names them; ids of Slack (`T…`, `E…`). */
type Membership = { installed: string; home: string | undefined; enterprise: string | undefined };

/**
 * Who acts. The tenant is always the workspace of our installation, also for somebody of another
 * organisation in a shared channel, so that one person is one address.
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

/** Inside an Enterprise Grid a person's home may be another workspace of the same organisation: not foreign. */
function isForeign({ installed, home, enterprise }: Membership): boolean {
  return home !== undefined && home !== installed && enterprise === undefined;
}

/** A conversation of Slack; ids that begin with D are direct chats. */
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

/** What Slack writes instead of the name of a private conversation. */
const placeholderNames = new Set(['directmessage', 'privategroup']);
