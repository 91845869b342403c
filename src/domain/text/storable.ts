/**
 * A text as a database takes it: without control characters and halves of letters, and composed (NFC),
 * so that the same letters are the same text. Line ends of any system become lines; tabs stay.
 */
export const storable = (text: string): string => (isPlain.test(text) ? text : cleaned(text));

/** Most texts are: nothing of them is to be changed. */
const isPlain = /^[\x20-\x7e]*$/;

const cleaned = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .normalize('NFC');
