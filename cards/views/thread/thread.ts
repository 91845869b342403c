import type { Page } from '../../../src/domain/page.ts';
import { plainName } from '../../../src/domain/people/person-name.ts';
import { type Medium, type ReplyWay, replyWays } from '../../../src/domain/platform.ts';
import { messageKey, type NamedMessage, type Side } from '../../../src/domain/thread/message.ts';
import type { ThreadFacts } from '../../../src/domain/thread/thread-facts.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  type Item,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import { joined } from '../words.ts';
import { excerptOf } from './excerpt.ts';
import { sideWords, waitingWords, writeLabel } from './words.ts';

/** For whom a room is: each side reads the card with its own title and words. */
type ReadBy = { audience: Side; platform?: Medium | undefined };

const maxShownCharacters = 300;

/** Shows the latest messages of a project's thread, and whose turn it is (CUS-4). */
export function threadView(facts: ThreadFacts, { audience, platform }: ReadBy): CardBody {
  const { messages, total } = facts;
  const older = total - messages.length;
  return {
    title: [plain(audience === 'customer' ? 'Talk to your team' : 'Customer')],
    subtitle: [plain(facts.project.name), ...turnSpans(facts, audience)],
    blocks: [
      ...(older > 0 ? [text(older === 1 ? '1 older message' : `${older} older messages`, 'quiet')] : []),
      ...messageList(messages),
      text(hintWords(total, audience, platform), 'quiet'),
    ],
  };
}

/** ", waiting on you since Mon 7 Dec at 09:00"; empty before the first message. */
function turnSpans({ waitingOn, since }: ThreadFacts, audience: Side): Span[] {
  if (!waitingOn || since === null) return [];
  return [plain(`, ${waitingWords(waitingOn, audience)} since `), { is: 'instant', at: since }];
}

function messageList(messages: readonly NamedMessage[]): Block[] {
  return messages.length > 0 ? [{ is: 'list', items: messages.map((one) => lineOf(one)) }] : [];
}

function lineOf(message: NamedMessage, key?: string): Item {
  return {
    spans: [
      ...(key === undefined ? [] : [plain(`${key} · `)]),
      // Teams makes no text bold that ends with a bracket
      strong(plainName(message.author)),
      plain(` (${sideWords[message.side]}): `),
      ...excerptOf(message, maxShownCharacters),
      plain(joined([message.editedAt !== null && ' (edited)', ' · '], '')),
      { is: 'instant', at: message.at, past: true },
    ],
  };
}

const replyWords: Record<ReplyWay, string> = {
  thread: 'Reply in this thread or press the button',
  mention: 'Reply to this message and mention Milepost, or press the button',
  button: 'Press the button',
};

/** A page takes no files: there the notation of a link with a title replaces them. */
const insteadOfFiles =
  'Files cannot be sent here: put them where your team can open them, and write [title](https://…).';

function hintWords(total: number, audience: Side, platform: Medium | undefined): string {
  const whom = audience === 'customer' ? 'your team' : 'the customer';
  const how = `${replyWords[platform ? replyWays[platform] : 'button']}, and ${whom} gets it.`;
  const files = platform === 'web' ? ` ${insteadOfFiles}` : '';
  return `${total === 0 ? 'No messages yet. ' : ''}${how}${files}`;
}

/** Writes, or shows all messages. */
export const threadActions = ({ total }: ThreadFacts, { audience }: ReadBy): CardActions => ({
  actions: [
    { label: writeLabel(audience), command: 'say', input: {}, style: 'primary' },
    ...(total > 0 ? [showAll] : []),
  ],
  more: [],
});

const showAll: Action = { label: 'All messages', command: 'messages', input: {} };

/** Changes or deletes a message of the reader; one that they wrote in a thread of their platform is changed there. */
function ownActions(message: NamedMessage, readerId: string | undefined): Pick<Item, 'actions'> {
  if (message.authorId !== readerId || message.messageId !== null) return {};
  const key = messageKey(message);
  const confirm = {
    title: `Delete ${key}?`,
    text: 'Its text disappears on both sides. They still see that there was a message.',
    yes: 'Delete',
  };
  return {
    actions: [
      { label: 'Edit', command: 'reword', input: { message: key } },
      { label: 'Delete', command: 'unsay', input: { message: key }, style: 'danger', confirm },
    ],
  };
}

/** Lists all messages of a thread, the latest first, for those who write in it; `readerId` is the person who reads. */
export function threadList(
  { project, waitingOn, since }: ThreadFacts,
  page: Page<NamedMessage>,
  { audience, readerId }: ReadBy & { readerId?: string },
  { page: _, ...asked }: AskedPage = {},
): Card {
  const title = joined([`${project.name}, messages`, rangeWords(page)]);
  const turn = waitingOn && since ? [turnLine(waitingOn, since, audience)] : [];
  const body: Block =
    page.lines.length > 0
      ? {
          is: 'list',
          items: page.lines.map((one) => ({ ...lineOf(one, messageKey(one)), ...ownActions(one, readerId) })),
        }
      : text('No messages yet. Write the first one.');
  const card = pagedNote(title, [...turn, body], page, { command: 'messages', ...asked });
  const write: Action = { label: writeLabel(audience), command: 'say', input: {}, style: 'primary' };
  return { ...card, actions: [write, ...card.actions] };
}

const turnLine = (on: Side, since: string, audience: Side): Block =>
  text([plain(`${waitingWords(on, audience).replace(/^w/, 'W')} since `), { is: 'instant', at: since }]);

/** Returns the card of a thread as a whole. */
export const threadCard = (facts: ThreadFacts, at: ReadBy): Card => ({
  ...threadView(facts, at),
  ...threadActions(facts, at),
});
