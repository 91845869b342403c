import type { Tx } from '../../../db/database.ts';
import { findMessage, lastMessageOf } from '../../../db/queries/thread/thread.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import type { InProject } from '../../domain/project/access.ts';
import { messageKey, type NamedMessage } from '../../domain/thread/message.ts';
import { loadWriting, type WritingFacts } from './writing.ts';

/** A message to change, as it was typed or as the platform reports it. */
export type OwnFacts = WritingFacts & { typed: string | undefined };

/**
 * Loads the message that was typed or, where the platform reports a change of it, that one; locks the project. A form
 * that lacks it or has no number in it means the person's last one.
 */
export async function loadOwn(tx: Tx, who: InProject, typed: string | undefined): Promise<OwnFacts> {
  const facts = { ...(await loadWriting(tx, who, undefined)), typed };
  if (who.written) return facts;
  const number = numberIn(typed);
  const { id } = who.project;
  const known =
    number === undefined ? await lastMessageOf(tx, id, who.person.id) : await findMessage(tx, id, { number });
  return { ...facts, known };
}

const numberIn = (typed: string | undefined): number | undefined =>
  Number(typed?.replace(/^\D+/, '')) || undefined;

/** Refuses a message that is not there, another person's, and one that was deleted. */
export function requireOwn({ known, typed }: OwnFacts, who: InProject): Outcome<NamedMessage> {
  const number = numberIn(typed);
  if (!known)
    return rule(
      number === undefined
        ? 'You have not written a message here yet.'
        : `There is no message T${number} here.`,
      'The list shows the numbers of the messages.',
      { label: 'All messages', command: 'messages', input: {} },
    );
  const key = messageKey(known);
  if (known.authorId !== who.person.id)
    return rule(`${known.author} wrote ${key}, so only they can change it.`, `Ask ${known.author}.`);
  return known.deletedAt === null ? ok(known) : rule(`${key} was deleted.`, 'Write a new message.');
}
