import { createHash } from 'node:crypto';
import type { Tx } from '../../../db/database.ts';
import { namesAt } from '../../../db/queries/delivery/thread-at.ts';
import { type Outcome, ok, refuse, rule } from '../../domain/outcome.ts';
import { isCoached } from '../../domain/project/policies.ts';
import type { Room } from '../../domain/project/room.ts';
import { quoteKey } from '../../domain/review/quote.ts';
import { isLongEnough } from '../../domain/text/characters.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { saysSomething, withoutFormatting } from '../../domain/thread/formatting.ts';
import { fieldsOf } from '../../grammar/slot.ts';
import type { QuotedMessage, RoomAddress } from '../../ports/intent.ts';
import type { IdentifiedRequest } from '../identified-request.ts';
import { withNames } from '../references/names.ts';
import type { QuoteClaim } from './token.ts';

/**
 * Fills the form of a command from the message that it was opened from (APR-3), and reads the message back from the
 * token that a sent form carries: the fields of a form come from the client, the token is ours.
 */
export async function withQuoted(tx: Tx, asked: IdentifiedRequest): Promise<Outcome<IdentifiedRequest>> {
  const at = withTask(withReacted(asked));
  const { read, intent, who } = at;
  const fields = fieldsOf(read.command.input).filter(({ slot }) => slot.quotes !== undefined);
  const token = fields.find(({ slot }) => slot.quotes === 'token')?.name;
  if (intent.quoted) {
    const { project, room } = who;
    if (fields.length === 0) return refuse({ is: 'outdated' });
    if (!project || room?.kind !== 'channel' || room.projectId !== project.id) return elsewhere;
    const unfit = whyUnfit(intent.quoted);
    if (unfit) return unfit;
    const said = await wordsOf(tx, who.workspaceId, intent.quoted, room);
    const words = fields.flatMap(({ name, slot }) => {
      const text = slot.quotes === 'words' ? excerpt(said, slot.maxLength ?? maxExcerptCharacters) : '';
      return isLongEnough(text, slot.minLength ?? 1) ? [[name, text] as const] : [];
    });
    const raw = { ...read.raw, ...Object.fromEntries(words) };
    if (token === undefined) return ok({ ...at, read: { ...read, raw } });
    const address = { workspaceId: who.workspaceId, projectId: project.id, personId: who.person.id };
    const quote = {
      ...(await quoteOf(tx, who.workspaceId, { quoted: intent.quoted, room, said })),
      byReaction: intent.reacted !== undefined,
    };
    raw[token] = at.quotes.sign({ ...address, quote }, Date.parse(at.clock()));
    return ok({ ...at, read: { ...read, raw }, who: { ...who, quoted: { ...quote, ...unchanged } } });
  }
  const carried = token === undefined ? undefined : read.raw[token];
  if (carried === undefined) return ok(at);
  const claim = at.quotes.read(carried, Date.parse(at.clock()));
  const isTheirs =
    claim?.workspaceId === who.workspaceId &&
    claim.projectId === who.project?.id &&
    claim.personId === who.person.id;
  if (!claim || !isTheirs) return again;
  return ok({ ...at, who: { ...who, quoted: { ...claim.quote, ...unchanged } } });
}

/** A task of a company is one of a stage, which members may add: only their coach plans milestones (APR-7). */
function withTask(at: IdentifiedRequest): IdentifiedRequest {
  const { read, who, intent, commands } = at;
  const task = commands.find('task');
  const isTask = intent.quoted && read.command.name === 'new' && isCoached(who.project?.kind);
  return isTask && task ? { ...at, read: { ...read, command: task } } : at;
}

/** Names the message of a reaction by its key. */
function withReacted(at: IdentifiedRequest): IdentifiedRequest {
  const { who, intent } = at;
  if (!intent.reacted || who.room?.projectId !== who.project?.id || !who.room) return at;
  const { messageId, stamp, isOn } = intent.reacted;
  const { platform, tenant, channel } = who.room;
  const key = quoteKey({ platform, tenant, channel, messageId });
  const reactor = `${who.platform}:${who.tenant}/${who.user}`;
  return { ...at, who: { ...who, reacted: { key, reactor, stamp, isOn } } };
}

const unchanged = { changed: null, seenAt: null };

const again = rule(
  'This form no longer works, so nothing was added.',
  'Choose “Add as evidence” on the message again.',
);

const elsewhere = rule(
  'This message is not in a channel of a project, so it cannot be used here.',
  'Use it on a message in a channel that is linked to the project, or write the message there first.',
);

function whyUnfit({ unfit, text, files }: QuotedMessage) {
  switch (unfit) {
    case 'deleted':
      return rule('This message was deleted.', 'Choose another message.');
    case 'private':
      return rule(
        'Only you can see this message, so others could not check it.',
        'Choose a message that the whole channel can see.',
      );
    case 'own':
      return rule(
        'Milepost wrote this message, so it proves nothing by itself.',
        'Choose a message that a person or another app wrote.',
      );
    case undefined:
      return saysSomething(text) || files.length > 0
        ? undefined
        : rule('This message has no text and no file.', 'Choose another message.');
    default:
      return unfit satisfies never;
  }
}

type Said = Pick<QuotedMessage, 'text' | 'files'>;

/** Returns what a message says: its text, or the names of its files where it has none. */
const plainOf = ({ text, files }: Said): string =>
  (saysSomething(text) ? withoutFormatting(text) : files.join(', ')).replaceAll(/\s+/g, ' ').trim();

/** Replaces the tokens of mentions by names. */
const withoutTokens = (text: string): string => text.replaceAll(/<@[a-z]+:[^<>|]*\|@?([^<>]*)>/g, '@$1');

/** Returns a digest of what a message says, without its formatting, which platforms report in several ways. */
export const digestOf = (said: Said): string =>
  createHash('sha256')
    .update(withoutTokens(plainOf(said)))
    .digest('base64url');

/** Long enough to recognise a message. */
const maxExcerptCharacters = 280;
/** A token in a button has room for this much. */
const maxExcerptBytes = 480;

/** Returns the start of a text within both limits. */
function excerptOf(said: string): string {
  let characters = maxExcerptCharacters;
  let text = excerpt(said, characters);
  while (Buffer.byteLength(text) > maxExcerptBytes) {
    characters = Math.floor(characters * 0.8);
    text = excerpt(said, characters);
  }
  return text;
}

type Place = Pick<RoomAddress, 'platform' | 'tenant'>;

/** Returns what a message says, with people by their names. */
async function wordsOf(tx: Tx, workspaceId: string, said: Said, room: Place): Promise<string> {
  const named = await withNames(tx, workspaceId, room, plainOf(said));
  return withoutTokens(named);
}

const maxAuthorCharacters = 80;

async function quoteOf(
  tx: Tx,
  workspaceId: string,
  { quoted, room, said }: { quoted: QuotedMessage; room: Room; said: string },
): Promise<Omit<QuoteClaim['quote'], 'byReaction'>> {
  const { author, messageId, at, permalink = null } = quoted;
  const known = author.user && (await namesAt(tx, workspaceId, room, [author.user])).get(author.user);
  const { platform, tenant, channel, audience } = room;
  return {
    key: quoteKey({ platform, tenant, channel, messageId }),
    author: excerpt(known || author.name || 'somebody', maxAuthorCharacters),
    isApp: author.isApp === true,
    at,
    digest: digestOf(quoted),
    excerpt: excerptOf(said),
    permalink,
    audience,
  };
}
