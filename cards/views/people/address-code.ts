import { type Card, code, note, plain, text } from '../../model.ts';
import { typedLineBlock } from '../typed-line.ts';

/**
 * The mail that confirms an address. It contains no text of the requester, because the address may be a
 * stranger's. Without a code it can be stored until it is sent.
 */
export function addressCodeCard(secret = '…'): Card {
  return note('Your code for Milepost', [
    text('Somebody asked Milepost to write to them at this address. If that was you, type:'),
    typedLineBlock(`notify email code:${secret}`),
    text('It works once, within an hour, and only for the person who asked.'),
    text('If it was not you, ignore this mail and share the code with nobody.'),
  ]);
}

/** Confirms that the code was mailed. */
export const codeSentCard = (address: string): Card =>
  note(`Milepost is sending a code to ${address}.`, [
    text([plain('Type the line from that mail: '), code('notify email code:…')]),
    text('It works once, within an hour.', 'quiet'),
  ]);
