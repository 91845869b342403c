import { mended } from './mojibake.ts';

/** One line of a document, by what it is. `n` counts from 1. */
export type Line = { n: number; raw: string } & (
  | { is: 'heading'; level: number; text: string }
  | { is: 'item'; indent: number; text: string }
  | { is: 'row'; cells: string[] }
  | { is: 'prose'; text: string }
  /** Code, HTML: nothing that a plan is made of. */
  | { is: 'other' }
);

const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const item = /^([ \t]*)(?:[-*+•‣◦–—]|\d{1,4}[.)])[ \t]+(\S.*)$/;
const bareMark = /^([ \t]*)((?:[✅☑✔❌✖⏳⌛🔄🚧⬜🔲])\uFE0F?[ \t]*\S.*)$/u;
const rule = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const fence = /^ {0,3}(```+|~~~+)/;
const separator = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const html = /^(?:<\/?[a-zA-Z!]|!\[)/;

/** Longer lines are no line of a plan, and looking into them could take long. */
const longestLine = 4_000;

/**
 * The lines of a document that say something, each by what it is. Line by line and not by a grammar
 * of blocks: so every line is accounted for, no text can make it slow (a Markdown parser takes
 * twenty seconds for a megabyte of lists), and none can make it fail.
 */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let fenced: string | undefined;
  let inComment = false;
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .forEach((typed, index) => {
      const n = index + 1;
      const raw = typed.length > longestLine ? typed : mended(typed);
      if (raw.length > longestLine) {
        lines.push({ n, raw, is: 'other' });
        return;
      }
      if (fenced !== undefined) {
        if (raw.trim().startsWith(fenced)) fenced = undefined;
        else if (raw.trim() !== '') lines.push({ n, raw, is: 'other' });
        return;
      }
      if (inComment || raw.includes('<!--')) {
        inComment = !raw.includes('-->');
        lines.push({ n, raw, is: 'other' });
        return;
      }
      fenced = fence.exec(raw)?.[1];
      if (fenced !== undefined || raw.trim() === '') return;
      const underlined = lines.at(-1);
      if (/^ {0,3}=+[ \t]*$/.test(raw) && underlined?.is === 'prose' && underlined.n === n - 1) {
        lines[lines.length - 1] = { ...underlined, is: 'heading', level: 1 };
        return;
      }
      const body = raw.trimStart();
      if (rule.test(body) || separator.test(body)) return;
      lines.push({ n, raw, ...kindOf(raw) });
    });
  return lines;
}

type Kind = Line extends infer L ? (L extends Line ? Omit<L, 'n' | 'raw'> : never) : never;

function kindOf(raw: string): Kind {
  const quoted = raw.replace(/^(?: {0,3}>[ \t]?){1,8}/, '');
  const headed = heading.exec(quoted);
  if (headed?.[2]) return { is: 'heading', level: headed[1]?.length ?? 1, text: headed[2] };
  if (html.test(quoted.trimStart())) return { is: 'other' };
  const listed = item.exec(quoted) ?? bareMark.exec(quoted);
  if (listed) return { is: 'item', indent: width(listed[1] ?? ''), text: listed[2] ?? '' };
  if (quoted.trimStart().startsWith('|')) return { is: 'row', cells: cellsOf(quoted) };
  return { is: 'prose', text: quoted.trim() };
}

/** A tab is as wide as four spaces. */
const width = (space: string) => [...space].reduce((sum, char) => sum + (char === '\t' ? 4 : 1), 0);

/** The cells of a row; `\|` is part of one. */
const cellsOf = (row: string) =>
  row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());
