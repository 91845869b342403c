import type { Message, NamedMessage } from '../domain/thread/message.ts';
import { messageKey } from '../domain/thread/message.ts';
import {
  lastContact,
  type Outreach,
  type OutreachFacts,
  responseTo,
  type Waiting,
} from '../domain/thread/outreach.ts';
import type { ThreadFacts } from '../domain/thread/thread-facts.ts';
import { blockerOf as openBlockerOf } from './health.ts';
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

const outreachOf = (one: Outreach) => ({
  ...openBlockerOf(one.blocker),
  latest: one.latest && messageOf(one.latest),
  response: responseTo(one),
  askedAt: one.askedAt,
  answeredAt: one.answeredAt,
  lastContactAt: lastContact(one),
});

/** A blocker with what was written about it. */
export const outreachResource = ({ project, ...one }: OutreachFacts): Resource => ({
  project: projectRef(project),
  outreach: outreachOf(one),
});

/** What waits in the projects that a person runs, oldest silence first within each side. */
export const waitingResource = (all: readonly Waiting[]): Resource => ({
  waiting: all.map((one) => ({
    project: projectRef(one.project),
    is: one.is,
    on: one.on,
    since: one.since,
    blocker: one.is === 'blocker' ? outreachOf(one.outreach) : null,
  })),
});
