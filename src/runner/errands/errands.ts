import { type Card, note } from '../../../cards/model.ts';
import type { Reply } from '../../ports/intent.ts';

/** A request that a command makes in its sender's name, in a project of theirs. */
export type Errand = {
  /** The id of the project. */
  project: string;
  command: string;
  input: Record<string, string>;
};

/** How it ended: what the command said, or its refusal with the buttons that mend it. */
export type ErrandResult = { is: 'done'; line: string } | { is: 'refused'; card: Card };

/** The requests of a command, and the facts that its answer shows once they have ended, in the same order. */
export type Errands<Facts> = {
  requests: readonly Errand[];
  ended(results: readonly ErrandResult[]): Facts;
};

/** Returns how a request ended, of its reply. An answer that only shows or asks something has decided nothing. */
export function resultOf(reply: Reply, saved: boolean): ErrandResult {
  if (saved) return { is: 'done', line: reply.is === 'done' ? reply.line : 'Done.' };
  return reply.is === 'refused'
    ? { is: 'refused', card: reply.card }
    : { is: 'refused', card: note('This asks for more. Decide it from its own card.') };
}
