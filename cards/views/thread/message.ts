import { plainName } from '../../../src/domain/people/person-name.ts';
import type { NamedMessage } from '../../../src/domain/thread/message.ts';
import type { MessageFacts } from '../../../src/domain/thread/thread-facts.ts';
import { type Card, type CardActions, type CardBody, note, plain, text } from '../../model.ts';
import { excerptOf } from './excerpt.ts';
import { fileBlocks, formatted } from './formatted.ts';
import { aboutBlocker, authorWords } from './words.ts';

/** Shows a copy of a message in another channel: who wrote it for which side, and what (CUS-4). */
export function messageView({ message }: MessageFacts): CardBody {
  const title = [plain(authorWords({ ...message, author: plainName(message.author) }))];
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

/** Answers under the same blocker, if the message is about one. */
export const messageActions = ({ message }: MessageFacts): CardActions => ({
  actions:
    message.deletedAt === null
      ? [
          {
            label: 'Reply',
            command: 'say',
            input: message.blocker === null ? {} : { blocker: String(message.blocker) },
          },
        ]
      : [],
  more: [],
});

/** Returns a copy of a message as a whole card. */
export const messageCard = (facts: MessageFacts): Card => ({
  ...messageView(facts),
  ...messageActions(facts),
});

const maxExcerptCharacters = 500;

/** Tells somebody who has no channel of the project that the other side wrote. */
export const messageNews = (project: { name: string }, message: NamedMessage): Card =>
  note(
    `${authorWords(message)} wrote in ${project.name}`,
    [text(excerptOf(message, maxExcerptCharacters))],
    [
      { label: 'Reply', command: 'say', input: {}, style: 'primary' },
      { label: 'All messages', command: 'messages', input: {} },
    ],
  );
