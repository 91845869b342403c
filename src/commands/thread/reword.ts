import * as z from 'zod';
import type { Decision } from '../../domain/change.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';
import { needs } from '../../domain/project/access.ts';
import { correspondents, messageKey, type NamedMessage } from '../../domain/thread/message.ts';
import { messageResource } from '../../presenters/thread.ts';
import { defineCommand } from '../../runner/define.ts';
import { messageNumberSlot, messageSlot } from './message-slot.ts';
import { loadOwn, type OwnFacts, requireOwn } from './own-message.ts';
import { viewOf } from './say.ts';
import { copiesOf, shortOf, toldOf, type WritingFacts, type Written, writeMessage } from './writing.ts';

/** Changes the words of a message; its copies in the other channels follow (CUS-4). */
export const reword = defineCommand({
  name: 'reword',
  summary: 'Change a message that you wrote.',
  title: 'Change a message',
  submit: 'Change',
  examples: ['reword T3 The staging system is ready.', 'reword last The staging system is ready.'],
  input: z.object({
    message: messageNumberSlot(),
    text: messageSlot('The staging system is ready.'),
  }),
  load: async (tx, { message: typed }, who) => ok<OwnFacts>(await loadOwn(tx, who, typed)),
  permit: (who) => needs(who, correspondents),
  decide(facts, { text }, who, at) {
    const { written } = who;
    // an edit may arrive before its message, which it then is
    if (written && !facts.known)
      return writeMessage(facts, { text, blocker: undefined, editedAt: written.editedAt ?? at.now }, who, at);
    if (written) return follow(facts, text, who, at.now);
    const own = requireOwn(facts, who);
    return own.ok ? rewrite(facts, own.value, { text, files: own.value.files, editedAt: at.now }) : own;
  },
  preset: ({ known }) => (known ? { text: known.text } : {}),
  bare: () => true,
  view: viewOf,
  resource: ({ project, message }: Written) => messageResource(project, message),
  done: ({ message }) =>
    message ? `${messageKey(message)} changed in every channel: “${shortOf(message)}”` : 'Nothing changed.',
  sends: copiesOf,
  rewrites: ({ message, isNew }) => (message && !isNew ? [message.id] : []),
  requests: toldOf,
});

/** Follows an edit on the platform, unless the message was deleted or a later edit arrived first. */
function follow(
  facts: WritingFacts,
  text: string,
  { person, written }: InProject,
  now: string,
): Outcome<Decision<Written>> {
  const { known } = facts;
  const editedAt = written?.editedAt ?? now;
  const isPast = known?.deletedAt !== null || (known.editedAt !== null && editedAt < known.editedAt);
  if (isPast || known.authorId !== person.id) return ok({ changes: [], events: [], next: facts });
  return rewrite(facts, known, { text, files: [...(written?.files ?? [])], editedAt });
}

function rewrite(
  facts: WritingFacts,
  known: NamedMessage,
  set: Pick<NamedMessage, 'text' | 'files'> & { editedAt: string },
): Outcome<Decision<Written>> {
  const isSame = known.text === set.text && JSON.stringify(known.files) === JSON.stringify(set.files);
  if (isSame) return ok({ changes: [], events: [], next: { ...facts, message: known } });
  return ok({
    changes: [{ alter: 'message', id: known.id, set }],
    events: [{ type: 'message_edited', after: { what: messageKey(known) } }],
    next: { ...facts, message: { ...known, ...set } },
  });
}
