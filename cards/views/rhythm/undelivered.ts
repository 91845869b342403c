import type { Project } from '../../../src/domain/project/project.ts';
import type { Receipt } from '../../../src/domain/rhythm/receipt.ts';
import { type Card, code, note, plain, text } from '../../model.ts';
import { platformWords } from '../words.ts';
import { mayRetry, retryAction, whatOf } from './receipts.ts';

/** Tells the project's owners that a message failed or may not have arrived, with a button to send it again. */
export function undeliveredCard(
  project: Pick<Project, 'id' | 'name'>,
  receipt: Receipt & { why: string },
): Card {
  const { kind, state, room, why } = receipt;
  const what = whatOf(receipt);
  const platform = room ? platformWords[room.platform] : 'The platform';
  const said = text(`${platform} said: ${why}`, 'quiet');
  if (kind === 'edit') {
    return note(`${project.name}: the ${what} may be out of date`, [
      text('Milepost could not change it, and tries again with the next change.'),
      said,
    ]);
  }
  const isUnknown = state === 'unknown';
  const next = isUnknown
    ? 'Look in the channel. If it is missing, press Send again: Milepost does not repeat it by itself, so that it cannot appear twice.'
    : 'Other messages are not affected.';
  const card = note(
    isUnknown ? `${project.name}: did the ${what} arrive?` : `${project.name}: the ${what} was not delivered`,
    [text([plain(`${next} `), code('receipts failed'), plain(' lists what did not arrive.')]), said],
  );
  if (!mayRetry(receipt)) return card;
  return { ...card, actions: [{ ...retryAction(receipt), about: { project: project.id } }] };
}
