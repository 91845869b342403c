/** What Windows-1252 shows for the bytes 0x80 to 0x9F; the rest is Latin-1. */
const cp1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const byteOf = new Map([...cp1252].map((char, at) => [char, 0x80 + at]));
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A lead byte of UTF-8 and what follows it, each shown as one character. */
const garbled = new RegExp(`[\\u00c2-\\u00f4](?:[\\u0080-\\u00bf${cp1252}]){1,3}`, 'g');

/** Mends text whose UTF-8 was read as Windows-1252: "âœ…" is ✅. What was meant as it stands stays. */
export function mended(text: string): string {
  return text.replaceAll(garbled, (run) => {
    for (let end = run.length; end > 1; end -= 1) {
      const whole = decoded(run.slice(0, end));
      if (whole !== undefined) return whole + run.slice(end);
    }
    return run;
  });
}

function decoded(run: string): string | undefined {
  const bytes = [...run].map((char) => byteOf.get(char) ?? char.charCodeAt(0));
  try {
    const text = utf8.decode(Uint8Array.from(bytes));
    // a letter with an accent before a mark is more likely meant than a letter of another script
    return [...text].length === 1 ? text : undefined;
  } catch {
    return undefined;
  }
}
