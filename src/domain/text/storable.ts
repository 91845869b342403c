/**
 * Returns a text that a database accepts: without control characters and lone surrogates, composed (NFC) so
 * that equal letters are equal texts. Line ends become LF; tabs stay.
 */
export const storable = (text: string): string => (isPlain.test(text) ? text : cleaned(text));

/** Most texts need no change. */
const isPlain = /^[\x20-\x7e]*$/;

const cleaned = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .normalize('NFC');
