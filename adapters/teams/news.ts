import type { RoomNews } from '../../src/commands/intent.ts';
import type { Activity } from './shapes.ts';
import { roomOf } from './who.ts';

const isBot = (activity: Activity) => (account: { id: string }) => account.id === activity.recipient.id;

function channelNews(activity: Activity, tenant: string): RoomNews[] {
  const { eventType, channel, team } = activity.channelData ?? {};
  switch (eventType) {
    case 'channelDeleted':
      if (channel?.id === undefined) return [];
      return [{ is: 'lost', room: roomOf(activity, tenant, channel.id), why: 'the channel was deleted' }];
    case 'teamDeleted':
    case 'teamHardDeleted':
      // Its other channels answer 404 from now on, and are forgotten then.
      if (team?.id === undefined) return [];
      return [{ is: 'lost', room: roomOf(activity, tenant, team.id), why: 'the team was deleted' }];
    case 'channelRenamed':
      if (channel?.id === undefined || channel.name === undefined) return [];
      return [{ is: 'renamed', room: roomOf(activity, tenant, channel.id), name: channel.name }];
    default:
      return [];
  }
}

/** What a `conversationUpdate` or `installationUpdate` says of a room; nothing for the many that concern only people. */
export function newsOf(activity: Activity, tenant: string): RoomNews[] {
  const room = roomOf(activity, tenant);
  if (activity.type === 'installationUpdate') {
    if (activity.action === 'add') return [{ is: 'joined', room }];
    return activity.action === 'remove' ? [{ is: 'lost', room, why: 'the app was removed' }] : [];
  }
  if (activity.membersAdded?.some(isBot(activity))) return [{ is: 'joined', room }];
  if (activity.membersRemoved?.some(isBot(activity))) {
    return [{ is: 'lost', room, why: 'the bot was removed' }];
  }
  return channelNews(activity, tenant);
}
