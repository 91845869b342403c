import type { Message, NamedMessage } from '../domain/thread/message.ts';
import { messageKey } from '../domain/thread/message.ts';
import type { ThreadFacts } from '../domain/thread/thread-facts.ts';
import { personRef, projectRef, type Resource } from './resource.ts';

const messageOf = (message: NamedMessage) => ({
  key: messageKey(message),
  author: personRef(message.authorId, message.author),
  side: message.side,
  text: message.text,
  files: message.files.map(({ name, url }) => ({ name, url: url ?? null })),
  blocker: blockerOf(message),
  at: message.at,
  editedAt: message.editedAt,
  deletedAt: message.deletedAt,
});

const blockerOf = ({ blocker }: Pick<Message, 'blocker'>) => (blocker === null ? null : `B${blocker}`);

/** A message of a project's thread; null where the request changed nothing. */
export const messageResource = (
  project: { id: string; name: string },
  message: NamedMessage | undefined,
): Resource => ({ project: projectRef(project), message: message ? messageOf(message) : null });

/** Messages of a project's thread, oldest first, and the side that an answer is expected of. */
export const threadResource = ({ project, messages, total, waitingOn, since }: ThreadFacts): Resource => ({
  project: projectRef(project),
  thread: {
    total,
    waitingOn: waitingOn ?? null,
    since: waitingOn === undefined ? null : since,
    messages: messages.map(messageOf),
  },
});
