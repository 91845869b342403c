import { figuresIn } from '../../dates/figure-order.ts';
import { orderOf, type Reader } from '../../dates/reader.ts';
import type { PlanDocument } from '../../domain/documents/document.ts';
import { otherOrder } from '../../domain/documents/figure-order.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { listUnheldLines } from './account.ts';
import { type Draft, documentOf, newDraft } from './draft.ts';
import { readHeading } from './headings.ts';
import { plain, wholeLiteral } from './inline.ts';
import { type Layout, layoutOf } from './layout.ts';
import type { Line } from './lines.ts';
import { undecorated } from './marks.ts';
import { findOwnDays, isOwnDay, textsOf } from './own-days.ts';
import { finishDraft } from './settle.ts';
import type { State } from './state.ts';
import { fieldHeads, readTableRow } from './tables/table.ts';
import { readText } from './text-lines.ts';

/** The largest document that is read, in characters. */
export const maxCharacters = 1_048_576;
/** Limit of lines that are not blank. */
const maxLines = 20_000;

/**
 * Reads a plan from a Markdown document (LCH-1). Never fails on text within the limits: lines that
 * are not understood are in `unread`. `today` is YYYY-MM-DD and applies where the document does not
 * name its own day; `by` decides whether 10/12 is October or December where the document does not.
 * Refuses a document above the limits.
 */
export function readDocument(text: string, today: string, by: Reader = {}): Outcome<PlanDocument> {
  if (text.length > maxCharacters) return tooLarge(`${text.length} characters`, maxCharacters);
  const count = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '').length;
  if (count > maxLines) return tooLarge(`${count} lines`, maxLines);
  const layout = layoutOf(text, today);
  return ok(inOrder(layout, today, by));
}

const tooLarge = (has: string, limit: number) =>
  rule(`The document has ${has}; at most ${limit} can be read.`, 'Import it in parts.');

/** Reads dates in the order that the document shows; else by the reader, keeping the other reading. */
function inOrder(layout: Layout, today: string, by: Reader): PlanDocument {
  const { order: shown, example } = figuresIn(layout.lines.flatMap(textsOf));
  const known = shown ?? orderOf(by);
  const order = known ?? 'month';
  const document = readLayout(layout, today, order);
  if (shown || example === undefined) return document;
  const other = readLayout(layout, today, otherOrder(order));
  if (JSON.stringify(document) === JSON.stringify(other)) return document;
  return { ...document, figures: { order, by: known ? 'reader' : 'default', example, other } };
}

function readLayout({ lines, title, below }: Layout, today: string, order: Draft['order']): PlanDocument {
  const draft = { ...newDraft(today), order };
  const state: State = {
    draft,
    below,
    fieldHeads: fieldHeads(lines),
    open: [],
    indents: [],
    lastItem: Number.POSITIVE_INFINITY,
    table: undefined,
    part: null,
    isFooter: false,
    looseMilestone: undefined,
  };
  const named = title ?? (lines[0]?.is === 'prose' ? lines[0] : undefined);
  draft.title = title ? titleOf(title.text) : named ? nameIn(named.text) : null;
  if (named && draft.title !== null) draft.structure.add(named.n);
  findOwnDays(draft, lines, title);
  for (const line of lines) if (line !== named || draft.title === null) readLine(state, line);
  finishDraft(draft);
  listUnheldLines(draft, lines);
  return documentOf(draft);
}

/** The title of a heading, without the page id that Notion's export appends. */
const titleOf = (raw: string) =>
  wholeLiteral(raw) ?? (undecorated(plain(raw)) || plain(raw)).replace(/(?<=\S) [0-9a-f]{32}$/, '');

/** The name in a first line such as "Project: Apollo". */
const nameIn = (text: string) =>
  /^(?:project|plan)(?: name| title)?\s*[:：]\s+(\S.*)$/i.exec(plain(text))?.[1] ?? null;

function readLine(state: State, line: Line): void {
  if (line.is !== 'row') state.table = undefined;
  if (line.is !== 'item') state.indents = [];
  switch (line.is) {
    case 'heading':
      state.isFooter = false;
      state.lastItem = Number.POSITIVE_INFINITY;
      readHeading(state, line);
      break;
    case 'row':
      readTableRow(state, line);
      break;
    case 'item':
    case 'prose':
      readText(state, line);
      break;
    case 'rule':
      state.isFooter = true;
      break;
    case 'meta':
      readFrontMatter(state, line);
      break;
    case 'other':
      state.draft.unread.push({ line: line.n, text: line.raw.trim() });
      break;
    default:
      line satisfies never;
  }
}

/** Reads a line of front matter: the title, an own day, or a line of the description. */
function readFrontMatter({ draft, open }: State, { n, text }: Line & { is: 'meta' }): void {
  const title = /^title\s*:\s*["']?(.+?)["']?$/i.exec(text)?.[1];
  if (title && draft.title === null) draft.title = title;
  else if (isOwnDay(draft, text, open.length === 0)) draft.structure.add(n);
  else draft.description.push(text);
}
