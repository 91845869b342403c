/** A code span; its content is taken literally. */
type CodeSpan = { from: number; to: number; content: string };

/** Returns the code spans of a line (CommonMark): a run of backticks up to the next run of equal length. */
function codeSpans(text: string): CodeSpan[] {
  if (!text.includes('`')) return [];
  const runs = [...text.matchAll(/`+/g)].map(({ index, 0: { length } }) => ({ index, length }));
  const next = nextAlike(runs.map(({ length }) => length));
  const spans: CodeSpan[] = [];
  for (let at = 0; at < runs.length; at += 1) {
    const close = next[at] ?? -1;
    const [open, end] = [runs[at], runs[close]];
    if (!open || !end) continue;
    const inner = text.slice(open.index + open.length, end.index);
    const padded = inner.startsWith(' ') && inner.endsWith(' ') && inner.trim() !== '';
    spans.push({
      from: open.index,
      to: end.index + end.length,
      content: padded ? inner.slice(1, -1) : inner,
    });
    at = close;
  }
  return spans;
}

/** For each length, the index of the next equal one. */
function nextAlike(lengths: readonly number[]): (number | undefined)[] {
  const last = new Map<number, number>();
  const next: (number | undefined)[] = [];
  for (let at = lengths.length - 1; at >= 0; at -= 1) {
    const length = lengths[at] ?? 0;
    next[at] = last.get(length);
    last.set(length, at);
  }
  return next;
}

/** Splits a text that starts with a code span into its content and what follows. */
export function literalOf(text: string): { literal: string; rest: string } | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('`')) return undefined;
  const first = codeSpans(trimmed)[0];
  return first?.from === 0 ? { literal: first.content, rest: trimmed.slice(first.to).trim() } : undefined;
}

/** Returns the content of a text that is exactly one code span. */
export function wholeLiteral(text: string): string | undefined {
  const found = literalOf(text);
  return found?.rest === '' ? found.literal : undefined;
}

/** Writes any text as a code span that reads back to that text. */
export function asLiteral(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

/** Rewrites a line: `outside` the parts between code spans, `inside` the spans. */
function mapSpans(
  text: string,
  outside: (part: string) => string,
  inside: (whole: string, index: number) => string,
): string {
  let [out, at] = ['', 0];
  codeSpans(text).forEach(({ from, to }, index) => {
    out += outside(text.slice(at, from)) + inside(text.slice(from, to), index);
    at = to;
  });
  return out + outside(text.slice(at));
}

const same = (part: string) => part;

/** Applies a change to the parts of a line outside code spans. */
export const outsideCode = (text: string, change: (part: string) => string): string =>
  mapSpans(text, change, same);

/** Removes the code spans of a line. */
export const withoutCode = (text: string): string => mapSpans(text, same, () => '');

/** Stands in for a code span while the marks around it are removed. */
const placeholder = (index: number) => String.fromCharCode(0xe000 + index);

/** Removes Markdown's marks from a text; links keep their address. */
export function plain(text: string): string {
  if (!/[*_`~\\[\]<&]|\s{2}|\t/.test(text)) return text.trim();
  if (/[\ue000-\uf8ff]/.test(text)) return unmarked(text);
  const bare = unmarked(mapSpans(text, same, (_, index) => placeholder(index)));
  return codeSpans(text).reduce(
    (line, { content }, index) => line.replace(placeholder(index), () => content),
    bare,
  );
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
};

/** A link as text, with its address where the label does not have it. */
const linkText = (_: string, label: string, url: string) =>
  label === '' || label === url ? url : `${label} (${url})`;

const unmarked = (text: string) =>
  text
    .replaceAll(/!\[([^[\]]{0,300})\]\(([^()\s]{1,2000})\)/g, linkText)
    .replaceAll(/(?<!\\)\[([^[\]]{0,300})\]\(([^()\s]{1,2000})\)/g, linkText)
    .replaceAll(/(?<!\\)(\*\*|__|~~)(?=\S)([^*_~\n]{1,500}?)(?<=[^\s\\])\1/g, '$2')
    .replaceAll(/(?<!\\)(\*\*|~~)(?=\S)([^\n]{1,300}?)(?<=[^\s\\])\1/g, '$2')
    .replaceAll(/(?<![\w*\\])\*(?=\S)([^*\n]{1,500}?)(?<=[^\s\\])\*(?![\w*])/g, '$1')
    .replaceAll(/(?<![\w_\\])_(?=\S)([^_\n]{1,500}?)(?<=[^\s\\])_(?![\w_])/g, '$1')
    .replaceAll(
      /(?<!\\)<\/?(?:b|i|u|s|em|strong|del|ins|sub|sup|small|mark|kbd|code|br)[ \t]*\/?>/gi,
      (tag) => (/^<br/i.test(tag) ? ' ' : ''),
    )
    .replaceAll(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? '')
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!|~<>])/g, '$1')
    .replaceAll(/[ \t]+/g, ' ')
    .trim();

/** A key and its value: `**Owner**: Ana`, `**Owner:** Ana` or `Owner: Ana`. */
export type LeadIn = { lead: string; rest: string };

const bold = /^(?:\*\*|__)([^*_]{1,200}?)(?:\*\*|__)[ \t]*(.*)$/;

/** Splits a line at its bold key; undefined without one. */
export function leadIn(text: string): LeadIn | undefined {
  const found = bold.exec(text.trim());
  if (!found) return undefined;
  const [, lead = '', rest = ''] = found;
  const colon = /[:：]\s*$/.test(lead) || /^(?:[:：–—-]|→|->|=>)/.test(rest);
  if (!colon && rest !== '') return undefined;
  return {
    lead: plain(lead).replace(/\s*[:：]\s*$/, ''),
    rest: rest.replace(/^(?:[:：–—]|→|->|=>|-)\s*/, '').trim(),
  };
}

/** Splits `Owner: Ana`, where the key is a few words without bold. */
function keyed(text: string): LeadIn | undefined {
  const found = /^([\p{L}][\p{L}\p{N} '’/&-]{0,40}?)\s*(?:[:：]\s+|→\s*|->\s*|=>\s*)(\S.*)$/u.exec(text);
  return found ? { lead: found[1] ?? '', rest: found[2] ?? '' } : undefined;
}

/** A line as plain text: the content where it is one code span, else without Markdown's marks. */
export const textIn = (text: string): string => wholeLiteral(text) ?? plain(text);

/** Splits `**Key**: value` or `Key: value`; a value in a code span is taken literally. */
export function pairOf(text: string): LeadIn | undefined {
  const found = leadIn(text) ?? keyed(text.startsWith('`') ? '' : text);
  if (!found) return undefined;
  return { lead: plain(found.lead), rest: textIn(found.rest) };
}
