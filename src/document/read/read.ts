import type { Reader as DateReader } from '../../dates/reader.ts';
import type { PlanDocument } from '../../domain/documents/document.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { account } from './account.ts';
import { findDate, timeOf } from './dates.ts';
import {
  type Draft,
  dateIn,
  documentOf,
  type Heading,
  milestoneOf,
  newDraft,
  type Place,
  pairsOf,
} from './draft.ts';
import { inOrder } from './figure-order.ts';
import { plain, wholeLiteral } from './inline.ts';
import { type Below, type Layout, labelLevel, layoutOf } from './layout.ts';
import type { Line } from './lines.ts';
import { statusOfHeading, undecorated } from './marks.ts';
import { beginsWithDay, readItem, readProse } from './plan.ts';
import { readCadence } from './sections/cadence.ts';
import { readContingency } from './sections/contingencies.ts';
import { beginDecision, partNamed, readDecision } from './sections/decisions.ts';
import { readMetric } from './sections/metrics.ts';
import { readRisk } from './sections/risks.ts';
import { isContainer, type Section, sectionOf } from './sections/section.ts';
import { settle } from './settle.ts';
import { type Head, namesColumns, readRow } from './table.ts';

/** A heading that is open: what stands below it, until one of its level or above. */
type Open = {
  level: number;
  section: Section;
  milestone: number | null;
  heading: Heading | null;
  /** The name of the section, where the heading is that. */
  name: string;
};

/** A table that is being read; `last` is the number of its last line. */
type Table = { head: Head; last: number };

type Reader = {
  draft: Draft;
  below: Map<number, Below>;
  open: Open[];
  /** The heads of tables of what the document says of itself. */
  fields: ReadonlySet<number>;
  /** The line of the last item, until prose follows. */
  listed: number;
  /** The indents of the list that is being read. */
  indents: number[];
  table: Table | undefined;
  /** What the last key of a decision introduced. */
  part: string | null;
  /** After a line across the page, until the next heading: a footer. */
  footer: boolean;
  /** The milestone of what stands below no heading. */
  loose: number | undefined;
};

/** The largest document that is read, in characters and in lines that say something. */
export const mostCharacters = 1_048_576;
const mostLines = 20_000;

/**
 * Reads a plan from a Markdown document (LCH-1). Any text within the limits can be read: what is
 * not understood is in `unread`, a line each, and nothing else is left out. `today` is YYYY-MM-DD,
 * for a document that does not name its own day; `by` says in which order whoever imports reads 10/12, where
 * the document does not. Refuses what is too large.
 */
export function readDocument(text: string, today: string, by: DateReader = {}): Outcome<PlanDocument> {
  if (text.length > mostCharacters) return tooLarge(`${text.length} characters`, `${mostCharacters}`);
  const count = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '').length;
  if (count > mostLines) return tooLarge(`${count} lines`, `${mostLines}`);
  const layout = layoutOf(text, today);
  return ok(inOrder(layout.lines.flatMap(textsOf), by, (order) => readLayout(layout, today, order)));
}

function readLayout(layout: Layout, today: string, order: Draft['order']): PlanDocument {
  const draft = begun(layout, today, order);
  const reader: Reader = {
    ...{
      draft,
      below: layout.below,
      fields: fieldTables(layout.lines),
      open: [],
      indents: [],
      listed: Number.POSITIVE_INFINITY,
    },
    ...{ table: undefined, part: null, footer: false, loose: undefined },
  };
  const named = layout.title?.n ?? (draft.title === null ? undefined : layout.lines[0]?.n);
  for (const line of layout.lines) if (line.n !== named) readLine(reader, line);
  settle(draft);
  account(draft, layout.lines);
  return documentOf(draft);
}

const tooLarge = (has: string, limit: string) =>
  rule(`The document has ${has}; at most ${limit} can be read.`, 'Import it in parts.');

/** The names of the document's own days; the loose ones only before the first heading below the title. */
const keys = {
  today: [
    /^(?:current date|today|today['’]s date|last (?:updated?|modified|revised)|updated|as of|document date|status as of)$/i,
    /^(?:date|revised|modified|prepared(?: on)?|created)$/i,
  ],
  target: [
    /^(?:(?:target |planned |official )?launch(?: date| day| target)?|go-?live(?: date)?|target (?:date|launch(?: date)?|go-?live))$/i,
    /^(?:launches|target|release(?: date)?|ship date|deadline)$/i,
  ],
  begins: [
    /^(?:project start|sprint dates?)$/i,
    /^(?:start(?:ing|s)?(?: date)?|kick-?off(?: date)?|begins?|dates)$/i,
  ],
} as const;
type OwnDay = keyof typeof keys;

/** Which of the document's own days a key names; the loose ones only in its `opening`. */
export const dayNamed = (lead: string, opening: boolean): OwnDay | undefined =>
  (['today', 'target', 'begins'] as const).find((day) =>
    keys[day].some((words, loose) => words.test(lead) && (loose === 0 || opening)),
  );

/** One below the six levels of headings: what stands before any heading. */
const looseLevel = 9;

/** The title, and the days that other dates are read by: they are found first, wherever they stand. */
function begun({ lines, title }: Layout, given: string, order: Draft['order']): Draft {
  const draft = newDraft(given);
  draft.order = order;
  if (title) {
    draft.title = wholeLiteral(title.text) ?? titleOf(title.text);
    draft.structure.add(title.n);
  }
  const first = title ? undefined : lines[0];
  const named =
    first?.is === 'prose'
      ? /^(?:project|plan)(?: name| title)?\s*[:：]\s+(\S.*)$/i.exec(plain(first.text))?.[1]
      : undefined;
  if (first && named) {
    draft.title = named;
    draft.structure.add(first.n);
  }
  const body = lines.find((line) => line.is === 'heading' && line !== title)?.n ?? Number.POSITIVE_INFINITY;
  const pairs = lines.flatMap((line) => metaOf(line).map((pair) => ({ ...pair, opening: line.n < body })));
  const dayOf = (day: OwnDay) => {
    for (const { lead, rest, opening } of pairs) {
      const found = dayNamed(lead, opening) === day ? findDate(rest, draft) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  const own = dayOf('today')?.due;
  draft.today = own ?? given;
  if (!own) draft.yearFrom = timeOf(lines.flatMap(textsOf), draft);
  const open = pairs.some(({ lead, rest }) => dayNamed(lead, false) === 'target' && rest === notSet);
  draft.target = open ? null : (dayOf('target')?.due ?? launchDay(lines, draft) ?? null);
  draft.launch = draft.target;
  const begins = dayOf('begins');
  draft.begins = begins?.start ?? begins?.due ?? own ?? null;
  return draft;
}

/** Without the page's number that Notion exports behind it. */
const titleOf = (raw: string) => (undecorated(plain(raw)) || plain(raw)).replace(/(?<=\S) [0-9a-f]{32}$/, '');

function metaOf(line: Line): { lead: string; rest: string }[] {
  if (line.is === 'row')
    return line.cells.length === 2 && wholeLiteral(line.cells[0] ?? '') === undefined
      ? pairsOf(`${plain(line.cells[0] ?? '')}: ${plain(line.cells[1] ?? '')}`)
      : [];
  return line.is === 'prose' || line.is === 'item' || line.is === 'meta' ? pairsIn(line.text) : [];
}

const pairsIn = (text: string) => pairsOf(text.replace(/^\*([^*]+)\*$/, '$1').replace(/^_([^_]+)_$/, '$1'));

/** What export writes where there is no day of the launch. */
export const notSet = 'not set';

/** The texts of a line that can be a part of the plan. */
const textsOf = (line: Line): readonly string[] =>
  line.is === 'other' ? [] : line.is === 'row' ? line.cells : [line.raw.trim()];

/** The day of a heading or a row that is the launch. */
function launchDay(lines: Line[], draft: Draft): string | undefined {
  for (const line of lines) {
    if (line.is === 'other' || line.is === 'rule') continue;
    const text = undecorated(plain(line.is === 'row' ? line.cells.join(' ') : line.text));
    const named =
      line.is === 'heading'
        ? /\b(?:launch day|launch date|go-?live|release day|launch)\b/i.test(text) &&
          !/\b(?:post|pre|after|before|soft|beta|until|to)\b/i.test(text)
        : /\blaunch day\b|\bgo-?live\b|^(?:.{0,16}\s)?LAUNCH!?$/.test(text) && text.length < 80;
    const found = named ? findDate(text, draft) : undefined;
    if (found && found.start === null) return found.due;
  }
  return undefined;
}

function readLine(reader: Reader, line: Line): void {
  const { draft } = reader;
  if (line.is !== 'row') reader.table = undefined;
  if (line.is !== 'item') reader.indents = [];
  switch (line.is) {
    case 'heading':
      reader.footer = false;
      reader.listed = Number.POSITIVE_INFINITY;
      readHeading(reader, line.n, line.level, line.text);
      break;
    case 'row':
      readCells(reader, line);
      break;
    case 'item':
      readListed(reader, line);
      break;
    case 'prose':
      readWords(reader, line.n, line.text);
      break;
    case 'rule':
      reader.footer = true;
      break;
    case 'meta':
      readFront(reader, line.n, line.text);
      break;
    case 'other':
      draft.unread.push({ line: line.n, text: line.raw.trim() });
      break;
    default:
      line satisfies never;
  }
}

/** The front matter names the document; what else it says is said of the document. */
function readFront(reader: Reader, line: number, text: string): void {
  const { draft } = reader;
  const title = /^title\s*:\s*["']?(.+?)["']?$/i.exec(text)?.[1];
  if (title && draft.title === null) draft.title = title;
  else if (!metaDay(reader, text)) draft.description.push(text);
  else draft.structure.add(line);
}

const atTop: Open = { level: 0, section: 'plan', milestone: null, heading: null, name: '' };
const here = ({ open }: Reader): Open => open.at(-1) ?? atTop;

function readHeading(reader: Reader, n: number, typed: number, raw: string): void {
  const { draft } = reader;
  const literal = wholeLiteral(raw);
  const text = literal ?? (undecorated(plain(raw)) || plain(raw));
  const level = levelOf(reader, typed, text);
  while ((reader.open.at(-1)?.level ?? 0) >= level) reader.open.pop();
  const above = here(reader);
  const below = reader.below.get(n);
  if (above.section === 'decisions' && above.heading && partNamed(text)) {
    reader.part = partNamed(text) ?? null;
    draft.structure.add(n);
    return;
  }
  reader.part = null;
  const dated = literal === undefined && findDate(text, draft) !== undefined;
  const named = literal === undefined ? sectionNamed(reader, text, dated, below) : undefined;
  const section = named ?? (above.section === 'notes' && level < 7 ? 'plan' : above.section);
  if (section === 'notes') {
    draft.structure.add(n);
    notesOf(draft, above.milestone).push(text);
    reader.open.push({ ...above, level, section, name: text });
  } else if (section !== 'plan') {
    const isName = named !== undefined && named !== above.section && !dated && !isDecision(text);
    if (isName) draft.structure.add(n);
    const heading = isName ? null : headingOf(reader, n, section, raw);
    reader.open.push({ level, section, milestone: above.milestone, heading, name: text });
  } else if (
    literal === undefined &&
    !dated &&
    isContainer(text) &&
    below?.next !== 'item' &&
    below?.next !== 'prose'
  ) {
    draft.structure.add(n);
    reader.open.push({ ...above, level, section, name: text });
  } else {
    const milestone = milestoneOf(draft, n, raw, above.milestone);
    const said = literal === undefined ? statusOfHeading(raw) : undefined;
    // "✅ To-do": the sign only adorns what is still to be done
    const status = said === 'done' && below?.open ? undefined : said;
    const made = { ...milestone, status: status ?? 'upcoming' } as const;
    if (status) draft.stated.add(made);
    draft.milestones.push(made);
    reader.open.push({ level, section, milestone: draft.milestones.length - 1, heading: null, name: text });
  }
}

const isDecision = (text: string) => /^decision\s*(?:#?\d+)?\s*[:：]\s*\S/i.test(text) || /\?$/.test(text);

/** What the heading says that its section is about; a list of boxes in a week is work, whatever it is called. */
function sectionNamed(
  reader: Reader,
  text: string,
  dated: boolean,
  below: Below | undefined,
): Section | undefined {
  const named = sectionOf(text, dated);
  const above = here(reader);
  const of = above.milestone === null ? undefined : reader.draft.milestones[above.milestone];
  if (named === 'notes')
    return below?.boxed
      ? undefined
      : above.section === 'plan' || above.section === 'notes'
        ? named
        : undefined;
  const isWork =
    below?.boxed && of?.due && (named === 'cadence' || named === 'risks' || named === 'contingencies');
  return isWork ? undefined : named;
}

const notesOf = (draft: Draft, at: number | null): string[] =>
  (at === null ? undefined : draft.milestones[at]?.description) ?? draft.description;

/** A heading inside a section that is no plan: a decision, a checkpoint, a level, a condition, a rhythm. */
function headingOf({ draft }: Reader, line: number, section: Section, raw: string): Heading {
  const text = wholeLiteral(raw) ?? undecorated(plain(raw));
  if (section === 'decisions') beginDecision(draft, line, raw);
  const found = section === 'decisions' ? undefined : dateIn(draft, line, text);
  const heading = { text, date: found?.due ?? null, line, used: section === 'decisions' };
  draft.headings.push(heading);
  return heading;
}

function readCells(reader: Reader, { n, cells, raw, head: isHead }: Line & { is: 'row' }): void {
  const { draft } = reader;
  const at = here(reader);
  const said = fieldOf(cells);
  if (said && !(reader.table && namesColumns(reader.table.head)) && metaDay(reader, said)) {
    reader.table ??= { head: ['', ''], last: n };
    reader.table.last = n;
    draft.structure.add(n);
    return;
  }
  if (said && isHead && reader.fields.has(n)) {
    if (!isFields(cells)) notesOf(draft, at.milestone).push(said);
    reader.table = { head: ['', ''], last: n };
    return;
  }
  if (isHead || !reader.table || reader.table.last < n - 2) {
    reader.table = { head: cells, last: n };
    if (isHead) draft.structure.add(n);
    return;
  }
  reader.table.last = n;
  const { head } = reader.table;
  if (at.section === 'notes' || isFields(head)) {
    const words = cells.map(plain).filter((cell) => cell !== '');
    notesOf(draft, at.milestone).push(words.join(words.length === 2 ? ': ' : ', '));
    return;
  }
  const place = {
    ...at,
    checkpoint: at.heading?.date ?? (at.section === 'metrics' ? (at.heading?.text ?? null) : null),
    level: at.heading?.text ?? '',
  };
  if (!readRow(draft, place, n, { head, cells })) draft.unread.push({ line: n, text: raw.trim() });
  else if (at.heading) at.heading.used = true;
}

/** Two cells as a key and its value; undefined where there are more, or the first is meant literally. */
const fieldOf = (cells: readonly string[]): string | undefined =>
  cells.length === 2 && wholeLiteral(cells[0] ?? '') === undefined
    ? `${plain(cells[0] ?? '')}: ${plain(cells[1] ?? '')}`
    : undefined;

/** The heads of tables that have one of the document's own days below: what they say is a field as well. */
function fieldTables(lines: readonly Line[]): Set<number> {
  const heads = new Set<number>();
  let head: (Line & { is: 'row' }) | undefined;
  for (const line of lines) {
    if (line.is !== 'row') head = undefined;
    else if (line.head) head = line;
    else if (head && !namesColumns(head.cells) && metaOf(line).some(({ lead }) => dayNamed(lead, false)))
      heads.add(head.n);
  }
  return heads;
}

/** A table of what the document says of itself. */
const isFields = (head: Head) =>
  head.length === 2 &&
  /^(?:field|property|attribute|key)?$/i.test(plain(head[0] ?? '')) &&
  /^(?:value|details?|description)?$/i.test(plain(head[1] ?? ''));

function readListed(reader: Reader, line: Line & { is: 'item' }): void {
  const { draft, indents } = reader;
  while (indents.length > 0 && (indents.at(-1) ?? 0) >= line.indent) indents.pop();
  indents.push(line.indent);
  reader.listed = line.n;
  const at = here(reader);
  const depth = indents.length - 1;
  if (metaDay(reader, line.text) && at.section !== 'decisions') {
    draft.structure.add(line.n);
  } else if (at.section === 'notes') {
    notesOf(draft, at.milestone).push(wholeLiteral(line.text) ?? plain(line.text));
  } else if (at.section !== 'plan') {
    if (!readOther(reader, line.n, at, { text: line.text, depth }))
      draft.unread.push({ line: line.n, text: line.raw.trim() });
  } else {
    const milestone = draft.milestones[at.milestone ?? loose(reader)];
    if (milestone) readItem(draft, milestone, line.n, { text: line.text, depth });
  }
}

/** What stands below no heading belongs to a milestone that is called as the document is. */
function loose(reader: Reader): number {
  const { draft } = reader;
  const at = reader.loose ?? draft.milestones.length;
  if (reader.loose === undefined) {
    const blank = { parent: null, start: null, due: null, priority: null, share: null, owner: null };
    const name = here(reader).name || draft.title || 'Plan';
    draft.milestones.push({ name, ...blank, status: 'upcoming', description: [], items: [] });
    reader.loose = at;
  }
  reader.open.push({ ...atTop, level: looseLevel, milestone: at });
  return at;
}

function readWords(reader: Reader, n: number, text: string): void {
  const { draft } = reader;
  closeLabel(reader, reader.listed < n - 1);
  reader.listed = Number.POSITIVE_INFINITY;
  const at = here(reader);
  if (metaDay(reader, text)) draft.structure.add(n);
  else if (reader.footer || /^\[[^\]]{1,100}\]:\s/.test(text))
    draft.description.push(wholeLiteral(text) ?? plain(text));
  else if (at.section === 'notes') notesOf(draft, at.milestone).push(wholeLiteral(text) ?? plain(text));
  else if (at.section !== 'plan') {
    if (!readOther(reader, n, at, { text, depth: 0 })) draft.unread.push({ line: n, text });
  } else if (beginsWithDay(draft, text)) {
    const milestone = draft.milestones[at.milestone ?? loose(reader)];
    if (milestone) readItem(draft, milestone, n, { text, depth: 0 });
  } else readProse(draft, at.milestone, n, text);
}

/** A label before a list ends with the list. */
function closeLabel({ draft, open }: Reader, after: boolean): void {
  const at = open.at(-1);
  if (at?.level === labelLevel && at.section !== 'plan' && after) open.pop();
  const items = at?.section === 'plan' && at.milestone !== null ? draft.milestones[at.milestone]?.items : [];
  if (at?.level === labelLevel && items && items.length > 0) open.pop();
}

/** A line in bold stands below the heading above it; but a day stands beside another day. */
function levelOf({ draft, open }: Reader, level: number, text: string): number {
  if (level < 7) return level;
  const above = open.at(-1);
  const of = above?.milestone == null ? undefined : draft.milestones[above.milestone];
  const besides = above && above.section === 'plan' && of?.due && of.start === null && findDate(text, draft);
  return besides ? above.level : level;
}

/** A line that only says the document's own days; they were read before everything else. */
function metaDay({ draft, open }: Reader, text: string): boolean {
  const pairs = pairsIn(text);
  const begins = pairs.some(({ lead }) => dayNamed(lead, open.length === 0) === 'begins');
  const is =
    pairs.length > 0 &&
    pairs.every(({ lead, rest }) => {
      const day = dayNamed(lead, open.length === 0);
      if (day === 'target' && rest === notSet) return draft.target === null;
      const found = day && findDate(rest, draft);
      return (
        found?.rest === '' &&
        draft[day ?? 'today'] === (day === 'begins' ? (found.start ?? found.due) : found.due)
      );
    });
  // the day that others are counted from is nowhere else in the plan
  if (is && begins) draft.description.push(plain(text));
  return is;
}

function readOther(
  reader: Reader,
  n: number,
  at: Open,
  { text, depth }: { text: string; depth: number },
): boolean {
  const { draft } = reader;
  const place: Place = { heading: at.heading, depth, part: reader.part };
  switch (at.section) {
    case 'decisions': {
      if (!place.heading && isPartOf(text) && at.name) {
        beginDecision(draft, n, at.name);
        at.heading = { text: at.name, date: null, line: n, used: true };
        place.heading = at.heading;
      }
      const read = readDecision(draft, place, n, text);
      reader.part = place.part;
      return read;
    }
    case 'metrics':
      return readMetric(draft, place, n, text);
    case 'risks':
      return readRisk(draft, place, n, text);
    case 'contingencies':
      return readContingency(draft, place, n, text);
    case 'cadence':
      return readCadence(draft, place, n, text);
    case 'notes':
    case 'plan':
      return false;
    default:
      return at.section satisfies never;
  }
}

/** A part of a decision, in a section without headings. */
const isPartOf = (text: string) => {
  const [pair] = pairsOf(text);
  return partNamed(plain(pair ? pair.lead : text)) !== undefined || /^\[[ xX]\]/.test(text);
};
