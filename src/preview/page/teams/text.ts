/** The part of Markdown that a TextBlock in Teams shows: bold, italic, links, and escapes. */
export function toHtml(markdown: string): string {
  const kept: string[] = [];
  const escaped = markdown
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!|~<>&])/g, (_, mark: string) => `\u0000${kept.push(mark) - 1}\u0000`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  const drawn = escaped
    .replaceAll(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '<a href="$2" target="_blank" rel="noreferrer">$1</a>')
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/(?<![\w*])[*_]([^*_\n]+)[*_](?![\w*])/g, '<em>$1</em>')
    .replaceAll(/\n/g, '<br>');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the mark cannot be typed, which is why it is one
  return drawn.replaceAll(/\u0000(\d+)\u0000/g, (_, at: string) => entity(kept[Number(at)] ?? ''));
}

const entity = (mark: string) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[mark] ?? mark;
