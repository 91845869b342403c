/** The characters of bytes 0x80 to 0x9F in Windows-1252; the rest equals Latin-1. */
const cp1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const byteOf = new Map([...cp1252].map((char, at) => [char, 0x80 + at]));
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A UTF-8 sequence with each byte shown as one character. */
const garbled = new RegExp(`[\\u00c2-\\u00f4](?:[\\u0080-\\u00bf${cp1252}]){1,3}`, 'g');

/** Sequences that lost the bytes which Windows-1252 does not define. */
const shortened: Record<string, string> = { âŒ: '❌', 'â³': '⏳', 'ï¸': '\uFE0F' };
const dropped = /âŒ|â³|ï¸(?!\u008f)/g;

/** The names that Slack and GitHub use for status emoji. */
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
 * Repairs UTF-8 that was decoded as Windows-1252, and replaces emoji names: "âœ…" and
 * ":white_check_mark:" become ✅. Other text is unchanged.
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
    // several characters are more likely accented text than mojibake
    return [...text].length === 1 ? text : undefined;
  } catch {
    return undefined;
  }
}
