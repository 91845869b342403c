import { plainName } from '../../../src/domain/people/person-name.ts';
import type { NamedMessage } from '../../../src/domain/thread/message.ts';
import type { MessageFacts } from '../../../src/domain/thread/thread-facts.ts';
import { type Action, type Card, type CardActions, type CardBody, note, plain, text } from '../../model.ts';
import { excerptOf } from './excerpt.ts';
import { fileBlocks, formatted } from './formatted.ts';
import { aboutBlocker, authorWords } from './words.ts';

/** Where a copy is: a person's own chat is about no project. */
type CopiedTo = { isDirect?: boolean | undefined };

/** Shows a copy of a message in another channel or chat: who wrote it for which side, and what (CUS-4). */
export function messageView({ project, message }: MessageFacts, { isDirect }: CopiedTo = {}): CardBody {
  const author = authorWords({ ...message, author: plainName(message.author) });
  const title = [plain(isDirect ? `${author} wrote in ${project.name}` : author)];
  if (message.deletedAt !== null) return { title, blocks: [text('Deleted this message.', 'quiet')] };
  const about = message.blocker === null ? [] : [text(capitalisedAbout(message.blocker), 'quiet')];
  return {
    title,
    blocks: [
      ...about,
      ...formatted(message.text),
      ...fileBlocks(message.files),
      ...(message.editedAt === null ? [] : [text('Edited', 'quiet')]),
    ],
  };
}

const capitalisedAbout = (number: number) => aboutBlocker(number).replace(/^a/, 'A');

/** Answers under the same blocker, if the message is about one; in a chat, lists the others too. */
export const messageActions = ({ message }: MessageFacts, { isDirect }: CopiedTo = {}): CardActions => {
  const input = message.blocker === null ? {} : { blocker: String(message.blocker) };
  const reply: Action = { label: 'Reply', command: 'say', input };
  const isShown = message.deletedAt === null;
  if (!isDirect) return { actions: isShown ? [reply] : [], more: [] };
  return { actions: [...(isShown ? [{ ...reply, style: 'primary' as const }] : []), allMessages], more: [] };
};

const allMessages: Action = { label: 'All messages', command: 'messages', input: {} };

/** Returns a copy of a message as a whole card. */
export const messageCard = (facts: MessageFacts, at: CopiedTo = {}): Card => ({
  ...messageView(facts, at),
  ...messageActions(facts, at),
});

const maxExcerptCharacters = 500;

/** Tells somebody by mail that the other side wrote, who has no channel of the project. */
export const messageNews = (project: { name: string }, message: NamedMessage): Card =>
  note(
    `${authorWords(message)} wrote in ${project.name}`,
    [text(excerptOf(message, maxExcerptCharacters))],
    [{ label: 'Reply', command: 'say', input: {}, style: 'primary' }, allMessages],
  );
