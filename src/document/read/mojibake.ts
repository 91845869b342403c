/** What Windows-1252 shows for the bytes 0x80 to 0x9F; the rest is Latin-1. */
const cp1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const byteOf = new Map([...cp1252].map((char, at) => [char, 0x80 + at]));
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A lead byte of UTF-8 and what follows it, each shown as one character. */
const garbled = new RegExp(`[\\u00c2-\\u00f4](?:[\\u0080-\\u00bf${cp1252}]){1,3}`, 'g');

/** The same where the bytes that Windows-1252 has no sign for were dropped on the way. */
const shortened: Record<string, string> = { âŒ: '❌', 'â³': '⏳', 'ï¸': '\uFE0F' };
const dropped = /âŒ|â³|ï¸(?!\u008f)/g;

/** The names that Slack and GitHub write for the signs of a state. */
const codes: Record<string, string> = {
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  ballot_box_with_check: '☑️',
  x: '❌',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  arrows_counterclockwise: '🔄',
  construction: '🚧',
  no_entry: '⛔',
  red_circle: '🔴',
  large_orange_circle: '🟠',
  large_yellow_circle: '🟡',
  large_green_circle: '🟢',
};

/**
 * Mends text whose UTF-8 was read as Windows-1252, and signs that are written as a name: "âœ…" and
 * ":white_check_mark:" are ✅. What was meant as it stands stays.
 */
export const mended = (text: string): string =>
  decodedIn(text)
    .replaceAll(dropped, (part) => shortened[part] ?? part)
    .replaceAll(
      /(?<![\p{L}\d]):([a-z_]{1,24}):(?![\p{L}\d])/gu,
      (whole, name: string) => codes[name] ?? whole,
    );

function decodedIn(text: string): string {
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
