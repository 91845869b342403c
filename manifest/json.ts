const maxLineLength = 110;

/** A list of plain values as JSON.stringify breaks it, with what stands before and after it. */
const plainList = /^.*\[\n[^[\]{}]*\],?$/gm;

/** JSON as the formatter of this repository writes it: a list of plain values on one line, where it fits. */
export function json(value: unknown): string {
  const broken = JSON.stringify(value, null, 2);
  const folded = broken.replace(plainList, (list) => {
    const line = list
      .replace(/\[\n\s*/, '[')
      .replace(/\n\s*\]/, ']')
      .replace(/\n\s*/g, ' ');
    return line.length > maxLineLength ? list : line;
  });
  return `${folded}\n`;
}
