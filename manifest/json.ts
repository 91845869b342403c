const LINE_WIDTH = 110;

/** JSON as the formatter of this repository writes it: a list of plain values on one line, where it fits. */
export function json(value: unknown): string {
  const lines = JSON.stringify(value, null, 2);
  const folded = lines.replace(/^.*\[\n[^[\]{}]*\],?$/gm, (list) => {
    const line = list
      .replace(/\n */g, ' ')
      .replace('[ ', '[')
      .replace(/ \](,?)$/, ']$1');
    return line.replace(/^ */, '').length + indentOf(list) > LINE_WIDTH
      ? list
      : ' '.repeat(indentOf(list)) + line.trimStart();
  });
  return `${folded}\n`;
}

const indentOf = (line: string) => line.length - line.trimStart().length;
