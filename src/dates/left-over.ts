/** Removes a date from a text, with the words and punctuation that introduce it. */
export function withoutDate(text: string, at: number, length: number): string {
  const [left, right] = [text.slice(0, at), text.slice(at + length)];
  const joined =
    /[([]\s*$/.test(left) && /^\s*[)\]]/.test(right)
      ? `${left.replace(/\s*[([]\s*$/, '')}${right.replace(/^\s*[)\]]/, '')}`
      : `${left.replace(/(?:\b(?:due(?: date| on| by)?|by|on|until|before|from|bis(?: zum)?|avant le|el|le|até|entro il)\b:?|\b(?:target(?: date)?|eta|deadline|date):|\beta|(?<=[–—-]\s)(?:delivered|shipped|ships|completed|released|launched)(?: on)?|(?<![^\s([])@)?\s*$/i, '')} ${right}`;
  return joined
    .replaceAll(/\(\s*[,;:–—-]*\s*\)|\[\s*\]/g, '')
    .replaceAll(/\(\s*[,;:–—-]\s*/g, '(')
    .replaceAll(/\s*[,;]\s*\)/g, ')')
    .replaceAll(/\s*[:：,]\s+(?=\()/g, ' ')
    .replaceAll(/(^|\s)@\s+(?=\d)/g, '$1')
    .replaceAll(/\s+([–—-])\s+[,;:]\s*/g, ' $1 ')
    .replaceAll(/\s*[:：]\s*[–—-]\s+|\s+[–—-]\s*[:：]\s*/g, ': ')
    .replaceAll(/\s+([–—-])\s+[–—-]\s+/g, ' $1 ')
    .replaceAll(/\s+([:,;])(?=\s|$)/g, '$1')
    .replace(/^[\s:：,;–—|-]+|[\s:：,;–—|-]+$/g, '')
    .replaceAll(/[ \t]+/g, ' ')
    .trim()
    .replace(/^\(([^()]*)\)(?=$|\s*[:：]\s)/, '$1');
}
