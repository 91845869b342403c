import { outsideCode, pairOf, withoutCode } from './inline.ts';
import { mended } from './mojibake.ts';
import { isKeyed } from './plan.ts';

/** A line of a document, by its kind. `n` counts from 1. */
export type Line = { n: number; raw: string } & (
  | { is: 'heading'; level: number; text: string }
  /** `more`: the number of continuation lines. */
  | { is: 'item'; indent: number; text: string; more?: number }
  /** `head`: a line of dashes follows. */
  | { is: 'row'; cells: string[]; head: boolean }
  | { is: 'prose'; text: string }
  /** A thematic break. */
  | { is: 'rule' }
  /** `key: value` in the front matter. */
  | { is: 'meta'; text: string }
  /** Code and HTML. */
  | { is: 'other' }
);

const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const item =
  /^([ \t]*)(?:[-*+•●▪◦‣○·–—]|\d{1,4}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}[.)]?|[a-z][)]|(?<=[ \t]{2})[a-z]\.)[ \t]+(\S.*)$/;
const bareMark = /^([ \t]*)((?:[✅☑✔✓❌✖✗⏳⌛🔄🚧⬜🔲☐]|\[[ xX]\])\uFE0F?[ \t]*\S.*)$/u;
const rule = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const fence = /^ {0,3}(```+(?=[^`]*$)|~~~+)(.*)$/;
const separator = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const html = /^<(?:[/!?]?[a-zA-Z][^<]*|!--.*)>?/;
const htmlHeading = /^<(h[1-6]|summary)\b[^>]*>(.{1,500}?)<\/\1>$/i;
const htmlItem = /^([ \t]*)<li>(.{1,1000}?)(?:<\/li>)?$/i;

/** Longer lines are not parsed, which bounds the time that patterns take; a table row has several texts. */
const maxLineCharacters = { line: 4_300, row: 12_000 };

/** The state between lines: code, comments and front matter span several. */
type Scan = { lines: Line[]; fenced: string | undefined; inComment: boolean; inFront: boolean };

/**
 * Returns the lines of a document that are not blank, by kind. Reads line by line instead of with a
 * block grammar, so that every line is accounted for, no text is slow (a Markdown parser takes
 * twenty seconds for a megabyte of lists), and no text fails.
 */
export function linesOf(text: string): Line[] {
  const scan: Scan = { lines: [], fenced: undefined, inComment: false, inFront: false };
  const typed = text
    .replace(/^\uFEFF/, '')
    // only regular expressions treat these as line ends
    .replaceAll(/[\u2028\u2029]/g, ' ')
    .split(/\r\n?|\n/);
  const links = linksIn(typed);
  typed.forEach((line, index) => {
    const raw = isTooLong(line) ? line : outsideCode(line, (part) => linked(mended(part), links));
    readLine(scan, index + 1, raw, typed);
  });
  return scan.lines;
}

const maxLinks = 1_000;

/** Returns the addresses of link definitions, `[spec]: https://…`, by label. */
function linksIn(typed: readonly string[]): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const line of typed) {
    const found = line.startsWith('[') ? /^\[([^\]^]{1,100})\]:[ \t]+(\S{1,2000})/.exec(line) : null;
    if (found && links.size < maxLinks) links.set((found[1] ?? '').toLowerCase(), found[2] ?? '');
  }
  return links;
}

/** Replaces the reference of `[text][spec]` by its address. */
const linked = (text: string, links: ReadonlyMap<string, string>) =>
  links.size === 0
    ? text
    : text.replaceAll(/\[([^[\]]{1,300})\]\[([^[\]]{0,100})\]/g, (whole, label: string, id: string) => {
        const url = links.get((id || label).toLowerCase());
        return url === undefined ? whole : `[${label}](${url})`;
      });

function readLine(scan: Scan, n: number, raw: string, all: readonly string[]): void {
  const { lines } = scan;
  const other = () => lines.push({ n, raw, is: 'other' });
  if (isTooLong(raw)) {
    other();
    return;
  }
  if (scan.fenced !== undefined) {
    if (raw.trim().startsWith(scan.fenced)) scan.fenced = undefined;
    else if (raw.trim() !== '') other();
    return;
  }
  if (scan.inComment || (raw.includes('<!--') && withoutCode(raw).includes('<!--'))) {
    scan.inComment = !raw.includes('-->');
    other();
    return;
  }
  if (frontMatter(scan, n, raw, all)) return;
  const fenced = fence.exec(raw);
  scan.fenced = fenced?.[1];
  if (fenced?.[2]?.trim()) other();
  if (scan.fenced !== undefined || raw.trim() === '' || underlines(lines, n, raw)) return;
  const body = raw.trimStart();
  if (goesOn(lines, n, raw)) return;
  if (rule.test(body)) lines.push({ n, raw, is: 'rule' });
  else if (!separator.test(body)) lines.push({ n, raw, ...kindOf(outsideCode(raw, oneSpace)) });
  else if (lines.at(-1)?.n === n - 1) Object.assign(lines.at(-1) ?? {}, { head: true });
}

const wrapped = /^(?: {2,}|\t)[ \t]*(?=[^\s>#|<`~=-])/;

/** Reads an indented line right below a list item: a continuation, or a key of that item. */
function goesOn(lines: Line[], n: number, raw: string): boolean {
  const above = lines.at(-1);
  if (above?.is !== 'item' || above.n + (above.more ?? 0) !== n - 1 || !wrapped.test(raw)) return false;
  const kind = kindOf(outsideCode(raw, oneSpace));
  if (kind.is !== 'prose' || isTooLong(above.raw + raw)) return false;
  if (pairOf(kind.text) && !isKeyed(kind.text)) return false;
  const indent = Math.max(width(/^\s*/.exec(raw)?.[0] ?? ''), above.indent + 1);
  if (isKeyed(kind.text)) lines.push({ n, raw, is: 'item', indent, text: kind.text });
  else
    lines[lines.length - 1] = {
      ...above,
      raw: `${above.raw} ${raw.trim()}`,
      text: `${above.text.replace(/\\$/, '')} ${kind.text}`,
      more: (above.more ?? 0) + 1,
    };
  return true;
}

const isTooLong = (line: string) =>
  line.length > (/^\s*\|/.test(line) ? maxLineCharacters.row : maxLineCharacters.line);

const frontLine = /^[\w-]+[ \t]*:/;

/** Reads front matter: `---` on the first line, keys, `---`. */
function frontMatter(scan: Scan, n: number, raw: string, all: readonly string[]): boolean {
  if (n === 1 && raw.trim() === '---') {
    const end = all.slice(1, 60).findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line));
    scan.inFront = end > 0 && frontLine.test(all[1] ?? '');
    return scan.inFront;
  }
  if (!scan.inFront) return false;
  if (/^(?:---|\.\.\.)\s*$/.test(raw)) scan.inFront = false;
  else if (raw.trim() !== '') scan.lines.push({ n, raw, is: 'meta', text: raw.trim() });
  return true;
}

/** Makes the line above a heading if this line underlines it. */
function underlines(lines: Line[], n: number, raw: string): boolean {
  const above = lines.at(-1);
  if (above?.is !== 'prose' || above.n !== n - 1) return false;
  const level = /^ {0,3}=+[ \t]*$/.test(raw) ? 1 : /^ {0,3}-{3,}[ \t]*$/.test(raw) ? 2 : 0;
  const speaks =
    level === 2 && (/[.:：,;!]\s*(?:[*_]+)?$/.test(above.text) || /^[*_]|[:：]/.test(above.text));
  const first = lines.at(-2);
  if (level === 0 || speaks || (first?.is === 'prose' && first.n === n - 2)) return false;
  lines[lines.length - 1] = { ...above, is: 'heading', level };
  return true;
}

/** Collapses spaces inside the text, because patterns are slow on long runs of them. */
const oneSpace = (part: string) => part.replaceAll(/(\S)\s{2,}(?=\S)/g, '$1 ');

type Kind = Line extends infer L ? (L extends Line ? Omit<L, 'n' | 'raw'> : never) : never;

function kindOf(raw: string): Kind {
  const quoted = raw.replace(/^(?: {0,3}>[ \t]?){1,8}/, '');
  const headed = heading.exec(quoted);
  if (headed?.[2]) return { is: 'heading', level: headed[1]?.length ?? 1, text: headed[2] };
  const tagged = htmlHeading.exec(quoted.trim());
  if (tagged) {
    const level = tagged[1]?.toLowerCase() === 'summary' ? 7 : Number(tagged[1]?.at(1));
    return { is: 'heading', level, text: (tagged[2] ?? '').replaceAll(/<\/?[a-z][^<>]*>/gi, '') };
  }
  const entry = htmlItem.exec(quoted);
  if (entry) return { is: 'item', indent: width(entry[1] ?? ''), text: entry[2] ?? '' };
  if (html.test(quoted.trimStart())) return { is: 'other' };
  const listed = item.exec(quoted) ?? bareMark.exec(quoted);
  if (listed) return { is: 'item', indent: width(listed[1] ?? ''), text: listed[2] ?? '' };
  if (quoted.trimStart().startsWith('|')) return { is: 'row', cells: cellsOf(quoted), head: false };
  return { is: 'prose', text: quoted.trim() };
}

/** Width of an indent; a tab counts as four spaces. */
const width = (space: string) => [...space].reduce((sum, char) => sum + (char === '\t' ? 4 : 1), 0);

/** Splits a row into cells; `\|` does not separate. */
const cellsOf = (row: string) =>
  row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());
