import * as z from 'zod';
import type { Decision } from '../../domain/change.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import { type InProject, needs } from '../../domain/project/access.ts';
import { correspondents, messageKey, sideOf } from '../../domain/thread/message.ts';
import { messageResource } from '../../presenters/thread.ts';
import { defineCommand } from '../../runner/define.ts';
import { messageNumberSlot } from './message-slot.ts';
import { loadOwn, type OwnFacts, requireOwn } from './own-message.ts';
import { viewOf } from './say.ts';
import type { WritingFacts, Written } from './writing.ts';

/** Deletes a message; its copies in the other channels lose their text (CUS-4). */
export const unsay = defineCommand({
  name: 'unsay',
  summary: 'Delete a message that you wrote.',
  title: 'Delete a message',
  submit: 'Delete',
  examples: ['unsay T3', 'unsay last'],
  input: z.object({ message: messageNumberSlot() }),
  load: async (tx, { message: typed }, who) => ok<OwnFacts>(await loadOwn(tx, who, typed)),
  permit: (who) => needs(who, correspondents),
  decide(facts, _input, who, at): Outcome<Decision<Written>> {
    if (who.written && !facts.known) return neverShown(facts, who, at);
    const own = requireOwn(facts, who);
    // the platform reports it again, or somebody else deleted it there
    if (!own.ok) return who.written ? ok({ changes: [], events: [], next: facts }) : own;
    const set = { text: '', files: [], deletedAt: at.now };
    return ok({
      changes: [{ alter: 'message', id: own.value.id, set }],
      events: [{ type: 'message_deleted', after: { what: messageKey(own.value) } }],
      next: { ...facts, message: { ...own.value, ...set } },
    });
  },
  bare: () => true,
  view: viewOf,
  resource: ({ project, message }: Written) => messageResource(project, message),
  done: ({ message }) =>
    !message
      ? 'Nothing changed.'
      : message.messageId === null
        ? `${messageKey(message)} deleted.`
        : `${messageKey(message)} deleted in the other channels. Delete your own message in the thread, too.`,
  rewrites: ({ message }) => (message ? [message.id] : []),
});

/** The platform reports the deletion before the message, which must then never appear. */
function neverShown(
  { project, number, roomId }: WritingFacts,
  who: InProject,
  at: { now: string; newId(): string },
): Outcome<Decision<Written>> {
  const row = {
    id: at.newId(),
    projectId: project.id,
    number,
    authorId: who.person.id,
    side: sideOf(who),
    text: '',
    files: [],
    blocker: null,
    roomId,
    messageId: who.written?.messageId ?? null,
    at: at.now,
    editedAt: null,
    deletedAt: at.now,
  };
  const next = { project, number, roomId, rooms: [], people: [], known: undefined, blockers: [] };
  return ok({ changes: [{ add: 'message', row }], events: [], next });
}
