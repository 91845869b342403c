import type { MessageNews } from '../../../../src/ports/intent.ts';
import { roomOf } from '../origin.ts';
import type { Activity } from '../schemas.ts';
import { formattedText } from '../thread/formatted.ts';
import { filesIn } from './message.ts';

/** Returns an edit, a deletion or a restoration of a message in a channel or group chat. Source: Teams, message events. */
export function messageNews(activity: Activity, tenant: string): MessageNews | undefined {
  const { type, id: messageId, conversation, channelData, timestamp } = activity;
  if (messageId === undefined || conversation.conversationType === 'personal') return undefined;
  const room = roomOf(activity, tenant);
  const written = new Date(timestamp ?? Date.now());
  const at = (Number.isNaN(written.getTime()) ? new Date() : written).toISOString();
  if (type === 'messageDelete') return { is: 'deleted', room, messageId, at };
  const isWritten = ['editMessage', 'undeleteMessage'].includes(channelData?.eventType ?? '');
  if (type !== 'messageUpdate' || !isWritten) return undefined;
  const text = formattedText(activity, tenant);
  return { is: 'edited', room, messageId, text, files: filesIn(activity.attachments), at };
}
