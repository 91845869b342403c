/**
 * A text as a database takes it: without control characters and halves of letters, and composed (NFC),
 * so that the same letters are the same text. Line ends of any system become lines; tabs stay.
 */
export const storable = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .normalize('NFC');
