import type { RoomAddress, RoomNews } from '../../../src/ports/intent.ts';
import { roomOf } from './origin.ts';
import type { Activity } from './schemas.ts';

const isBot = (activity: Activity) => (account: { id: string }) => account.id === activity.recipient.id;

function channelNews(activity: Activity, tenant: string): RoomNews[] {
  const { eventType, channel, team } = activity.channelData ?? {};
  switch (eventType) {
    case 'channelDeleted':
      if (channel?.id === undefined) return [];
      return [{ is: 'lost', room: roomOf(activity, tenant, channel.id), why: 'the channel was deleted' }];
    case 'channelRestored':
      return channel?.id === undefined
        ? []
        : [{ is: 'returned', room: roomOf(activity, tenant, channel.id) }];
    case 'teamArchived':
    case 'teamDeleted':
    case 'teamHardDeleted':
      if (team?.id === undefined) return [];
      return [
        {
          is: 'lost',
          room: roomOf(activity, tenant, team.id),
          team: team.id,
          why: eventType === 'teamArchived' ? 'the team was archived' : 'the team was deleted',
        },
      ];
    case 'teamRestored':
    case 'teamUnarchived':
      return team?.id === undefined
        ? []
        : [{ is: 'returned', room: roomOf(activity, tenant, team.id), team: team.id }];
    case 'channelRenamed':
      if (channel?.id === undefined || channel.name === undefined) return [];
      return [{ is: 'renamed', room: roomOf(activity, tenant, channel.id), name: channel.name }];
    default:
      return [];
  }
}

/** Returns the team that the app was added to or removed from; an app of one channel has none. */
function teamOf({ channelData }: Activity, { channel }: RoomAddress): { team?: string } {
  const team = channelData?.team?.id;
  return team === undefined || channel !== team ? {} : { team };
}

/** Returns the room news of a conversation or installation update; empty for those about people. */
export function roomNewsOf(activity: Activity, tenant: string): RoomNews[] {
  const room = roomOf(activity, tenant);
  const team = teamOf(activity, room);
  if (activity.type === 'installationUpdate') {
    if (activity.action === 'add') return [{ is: 'joined', room, ...team }];
    return activity.action === 'remove' ? [{ is: 'lost', room, why: 'the app was removed', ...team }] : [];
  }
  if (activity.membersAdded?.some(isBot(activity))) return [{ is: 'joined', room, ...team }];
  if (activity.membersRemoved?.some(isBot(activity))) {
    return [{ is: 'lost', room, why: 'the bot was removed', ...team }];
  }
  return channelNews(activity, tenant);
}
