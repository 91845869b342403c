import { renderHtml } from '../../cards/render/html.ts';
import { renderLetter, renderSummary } from '../../cards/render/text.ts';
import { cut } from '../../src/domain/text/cut.ts';
import type { RoomAddress } from '../../src/ports/intent.ts';
import type { Message, Messenger } from '../../src/ports/messenger.ts';
import { failureOf } from './failure.ts';
import { mailCardOf } from './mail-card.ts';
import { isMailbox, type Sender } from './settings.ts';
import type { Mail, Transport } from './transport.ts';

/** Sends messages to mailboxes (RMD-6): a post is a mail. `pages` is the address of the pages of customers. */
export function emailMessenger(transport: Pick<Transport, 'send'>, from: Sender, pages?: string): Messenger {
  return {
    async post(room, message) {
      if (!isMailbox(room.channel)) return { is: 'rejected', why: 'it is not an e-mail address' };
      const mail = mailOf(room, message, { from, ...(pages ? { pages } : {}) });
      try {
        await transport.send(mail);
        return { is: 'sent', messageId: mail.messageId };
      } catch (error) {
        return failureOf(error);
      }
    },
    edit: async () => ({ is: 'message_gone', why: 'a mail stays as it was sent' }),
    openDirect: async ({ tenant, user }) => ({
      is: 'opened',
      room: { platform: 'email', tenant, channel: user, kind: 'direct' },
    }),
  };
}

const maxSubjectLength = 150;

/** The key identifies a repeated mail. No header can add a recipient: the envelope is separate. */
function mailOf(
  { channel }: RoomAddress,
  { card, key }: Message,
  { from, pages }: { from: Sender; pages?: string },
): Mail {
  const letter = mailCardOf(card, pages);
  return {
    messageId: `<${key}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    envelope: { from: from.address, to: [channel] },
    from,
    to: { name: '', address: channel },
    subject: cut(
      renderSummary(card)
        .replaceAll(/[\s\p{Cc}]+/gu, ' ')
        .trim(),
      maxSubjectLength,
    ),
    text: renderLetter(letter),
    html: renderHtml(letter),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}
