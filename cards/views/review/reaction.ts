import type { Reacted } from '../../../src/domain/review/react.ts';
import { type Card, note, text } from '../../model.ts';

/** Asks somebody who reacted to a message which milestone it is evidence for; says nothing where that is known. */
export function chooseForReaction({
  asks,
  quoted,
  message,
}: Reacted & { message: string | undefined }): Card {
  if (!asks || !quoted || message === undefined) return note('Reaction');
  return note(
    'Which milestone is this evidence for?',
    [text(`You reacted to “${quoted.excerpt}”.`)],
    [{ label: 'Choose the milestone', command: 'quote', input: { message }, style: 'primary' }],
  );
}
