import * as z from 'zod';
import { messageCard } from '../../../cards/views/thread/message.ts';
import { threadCard } from '../../../cards/views/thread/thread.ts';
import { ok } from '../../domain/outcome.ts';
import { needs } from '../../domain/project/access.ts';
import { correspondents, splitTag } from '../../domain/thread/message.ts';
import { messageResource } from '../../presenters/thread.ts';
import { defineCommand } from '../../runner/define.ts';
import { blockerNumberSlot, messageSlot } from './message-slot.ts';
import {
  copiesOf,
  loadWriting,
  sentLine,
  toldOf,
  type WritingFacts,
  type Written,
  writeMessage,
} from './writing.ts';

/** Writes to the other side: the customer to the team, the team to the customer (CUS-4, CUS-5). */
export const say = defineCommand({
  name: 'say',
  summary: 'Write to the customer, or to the team.',
  title: 'Write a message',
  submit: 'Send',
  examples: ['say "The staging system is ready for you."', 'say B4 When can we have the API key?'],
  input: z.object({
    text: messageSlot('The staging system is ready for you.'),
    blocker: blockerNumberSlot('key').optional(),
  }),
  load: async (tx, { text, blocker }, who) =>
    ok<WritingFacts>(await loadWriting(tx, who, blocker ?? splitTag(text ?? '')?.blocker)),
  permit: (who) => needs(who, correspondents),
  decide: (facts, { text, blocker }, who, at) =>
    writeMessage(facts, { text, blocker, editedAt: who.written?.editedAt }, who, at),
  bare: () => true,
  view: viewOf,
  resource: ({ project, message }: Written) => messageResource(project, message),
  done: sentLine,
  sends: copiesOf,
  requests: toldOf,
});

/** Shows the message, or that it was taken before. */
export function viewOf({ project, message }: Written) {
  const nothing = { project, messages: [], total: 0, waitingOn: undefined, since: null };
  return message ? messageCard({ project, message }) : threadCard(nothing, { audience: 'team' });
}
