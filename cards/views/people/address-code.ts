import { type Card, code, note, plain, text } from '../../model.ts';
import { typedLineBlock } from '../typed-line.ts';

/**
 * The mail that confirms an address. It contains no text of the requester, because the address may be a
 * stranger's. Without a code it can be stored until it is sent.
 */
export function addressCodeCard(secret = '…'): Card {
  return note('Your code for Milepost', [
    text('Somebody wants Milepost to write to them at this address. If that was you, type:'),
    typedLineBlock(`notify email code:${secret}`),
    text('It works once, within an hour, and for whoever asked only.'),
    text('If it was not you, do nothing, and give the code to nobody.'),
  ]);
}

/** Confirms that the code was mailed. */
export const codeSentCard = (address: string): Card =>
  note(`A code is on its way to ${address}.`, [
    text([plain('Type the line that it brings: '), code('notify email code:…')]),
    text('It works once, within an hour.', 'quiet'),
  ]);
