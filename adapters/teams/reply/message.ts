import type { IAdaptiveCard } from '@microsoft/teams.cards';

/** A card or one plain line, never both: Teams splits those in two and returns no id for either. */
export type MessageContent = { card: IAdaptiveCard; summary: string } | { text: string };

/** The media type of an Adaptive Card. */
export const cardContentType = 'application/vnd.microsoft.card.adaptive';

/** Returns a card as an attachment. */
export const cardAttachment = (card: IAdaptiveCard) => ({ contentType: cardContentType, content: card });

/** Returns a message activity. `recipient` makes it visible to one person, when sent as targeted. */
export function messageActivity(
  content: MessageContent,
  from: string,
  conversation: string,
  recipient?: { id: string; name?: string | undefined },
): Record<string, unknown> {
  return {
    type: 'message',
    from: { id: from },
    conversation: { id: conversation },
    ...(recipient === undefined
      ? {}
      : { recipient: { id: recipient.id, name: recipient.name, isTargeted: true } }),
    ...('card' in content
      ? { attachments: [cardAttachment(content.card)], summary: content.summary }
      : { text: content.text, textFormat: 'plain' }),
  };
}

/** Returns the path of a conversation's messages, or of one of them, below the service URL. */
export function activitiesPath(conversation: string, activity?: string): string {
  const path = `/v3/conversations/${encodeURIComponent(conversation)}/activities`;
  return activity === undefined ? path : `${path}/${encodeURIComponent(activity)}`;
}
