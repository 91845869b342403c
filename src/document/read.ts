import type { PlanDocument } from '../domain/document.ts';
import { type Outcome, ok, rule } from '../domain/outcome.ts';
import { findDate } from './dates.ts';
import { type Draft, dateIn, type Heading, milestoneOf, type Place, pairsOf } from './draft.ts';
import { leadIn, plain } from './inline.ts';
import { type Line, linesOf } from './lines.ts';
import { statusOfHeading, undecorated } from './marks.ts';
import { beginDecision, readDecision } from './read-decisions.ts';
import { readCadence, readContingency, readMetric, readRisk } from './read-others.ts';
import { readItem, readProse } from './read-plan.ts';
import { columnsOf, readRow } from './read-table.ts';
import { type Section, sectionOf } from './sections.ts';

/** A heading that is open: what stands below it, until one of its level or above. */
type Open = { level: number; section: Section; milestone: number | null; heading: Heading | null };

/** A table that is being read; `last` is the number of its last line. */
type Table = { head: string[]; kinds: ReturnType<typeof columnsOf>; last: number };

type Reader = {
  draft: Draft;
  open: Open[];
  /** The indents of the list that is being read. */
  indents: number[];
  table: Table | undefined;
  /** What the last key of a decision introduced. */
  part: string | null;
};

/** The largest document that is read, in characters and in lines that say something. */
export const mostCharacters = 1_048_576;
const mostLines = 20_000;

/**
 * Reads a plan from a Markdown document (LCH-1). Any text within the limits can be read: what is
 * not understood is in `unread`, a line each, and nothing else is left out. `today` is YYYY-MM-DD,
 * for a document that does not name its own day. Refuses what is too large.
 */
export function readDocument(text: string, today: string): Outcome<PlanDocument> {
  if (text.length > mostCharacters) return tooLarge(`${text.length} characters`, `${mostCharacters}`);
  const count = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '').length;
  if (count > mostLines) return tooLarge(`${count} lines`, `${mostLines}`);
  const lines = linesOf(text);
  const draft = emptyDraft(lines, today);
  const reader: Reader = { draft, open: [], indents: [], table: undefined, part: null };
  for (const line of lines) readLine(reader, line);
  settle(draft);
  const { launch: _, begins: __, ...document } = draft;
  return ok(document);
}

const tooLarge = (has: string, limit: string) =>
  rule(`The document has ${has}; at most ${limit} can be read.`, 'Import it in parts.');

const todayKeys = /^(?:current date|today|today's date|last updated|updated|as of|date|document date)$/i;
const targetKeys =
  /^(?:(?:target )?launch(?: date| day)?|go-?live(?: date)?|target(?: date| launch date)?|release date|ship date)$/i;
const beginKeys = /^(?:start(?:ing)?(?: date)?|kick-?off(?: date)?|begins?)$/i;

/** One below the six levels of headings: a line in bold. */
const boldLevel = 7;

/** The days that other dates are read by are found first, wherever they stand. */
function emptyDraft(lines: Line[], given: string): Draft {
  const draft: Draft = {
    ...{
      title: null,
      today: given,
      target: null,
      launch: null,
      begins: null,
      description: [],
      milestones: [],
    },
    ...{ decisions: [], metrics: [], risks: [], contingencies: [], cadence: [], unread: [], remarks: [] },
  };
  const days = lines.flatMap((line) => ('text' in line && line.is !== 'heading' ? metaOf(line.text) : []));
  const dayOf = (keys: RegExp) => {
    for (const { lead, rest } of days) {
      const found = keys.test(lead) ? findDate(rest, draft) : undefined;
      if (found) return found.due;
    }
    return undefined;
  };
  draft.today = dayOf(todayKeys) ?? given;
  draft.target = dayOf(targetKeys) ?? launchHeading(lines, draft) ?? null;
  draft.launch = draft.target;
  draft.begins = dayOf(beginKeys) ?? draft.today;
  return draft;
}

const metaOf = (text: string) => pairsOf(text.replace(/^\*([^*]+)\*$/, '$1').replace(/^_([^_]+)_$/, '$1'));

function launchHeading(lines: Line[], draft: Draft): string | undefined {
  for (const line of lines) {
    if (line.is !== 'heading' || !/\b(?:launch day|launch date|go-?live|release day)\b/i.test(line.text))
      continue;
    const found = findDate(plain(line.text), draft);
    if (found) return found.due;
  }
  return undefined;
}

function readLine(reader: Reader, line: Line): void {
  if (line.is !== 'row') reader.table = undefined;
  if (line.is !== 'item') reader.indents = [];
  switch (line.is) {
    case 'heading':
      readHeading(reader, line.n, line.level, line.text);
      break;
    case 'row':
      readCells(reader, line.n, line.cells, line.raw);
      break;
    case 'item':
      readListed(reader, line);
      break;
    case 'prose':
      readWords(reader, line.n, line.text);
      break;
    case 'other':
      reader.draft.unread.push({ line: line.n, text: line.raw.trim() });
      break;
    default:
      line satisfies never;
  }
}

const here = ({ open }: Reader): Open =>
  open.at(-1) ?? { level: 0, section: 'plan', milestone: null, heading: null };

function readHeading(reader: Reader, n: number, level: number, raw: string): void {
  const { draft } = reader;
  const text = undecorated(plain(raw));
  reader.part = null;
  if (text === '') {
    draft.unread.push({ line: n, text: raw.trim() });
    return;
  }
  if (draft.title === null && draft.milestones.length === 0 && level === 1) {
    draft.title = text;
    reader.open = [];
    return;
  }
  while ((reader.open.at(-1)?.level ?? 0) >= level) reader.open.pop();
  const above = here(reader);
  const dated = findDate(text, draft) !== undefined;
  const named = sectionOf(text, dated);
  const section = named ?? above.section;
  if (section === 'plan') {
    const milestone = milestoneOf(draft, n, text, above.milestone);
    draft.milestones.push({ ...milestone, status: statusOfHeading(raw) ?? 'upcoming' });
    reader.open.push({ level, section, milestone: draft.milestones.length - 1, heading: null });
    return;
  }
  const isName = named !== undefined && named !== above.section && !dated;
  const heading = isName ? null : headingOf(reader, n, section, raw);
  reader.open.push({ level, section, milestone: null, heading });
}

/** A heading inside a section that is no plan: a decision, a checkpoint, a level, a condition, a rhythm. */
function headingOf({ draft }: Reader, line: number, section: Section, raw: string): Heading {
  if (section === 'decisions') beginDecision(draft, line, undecorated(plain(raw)));
  const found = section === 'decisions' ? undefined : dateIn(draft, line, plain(raw));
  return { text: undecorated(plain(raw)), date: found?.due ?? null, line, used: false };
}

function readCells(reader: Reader, n: number, cells: string[], raw: string): void {
  const { draft } = reader;
  const at = here(reader);
  if (!reader.table || reader.table.last < n - 2) {
    reader.table = { head: cells, kinds: columnsOf(cells), last: n };
    return;
  }
  const { head, kinds } = reader.table;
  reader.table.last = n;
  if (at.section === 'plan' && kinds) {
    const name = plain(cells[kinds.indexOf('name')] ?? '');
    if (name === '') draft.unread.push({ line: n, text: raw.trim() });
    else readRow(draft, at, n, { head, kinds, cells });
    return;
  }
  if (!readOther(reader, n, at, rowInWords(at.section, head, cells)))
    draft.unread.push({ line: n, text: raw.trim() });
}

/** A row of a section that is no plan, as a line of it would say the same. */
function rowInWords(section: Section, head: string[], cells: string[]): string {
  const cell = (words: RegExp) => cells[head.findIndex((one) => words.test(plain(one)))] ?? '';
  const [first = '', second = '', ...more] = cells;
  const rest = (used: string[]) => cells.filter((one) => one !== '' && !used.includes(one)).join(', ');
  switch (section) {
    case 'metrics':
      return `**${first}**: ${[second, ...more].filter(Boolean).join(', ')}`;
    case 'risks': {
      const [level, by] = [cell(/level|severity|impact|priority/i), cell(/by|date|deadline|when/i)];
      const words = cell(/risk|description|issue/i) || first;
      return `${level ? `${level}: ` : ''}${[words, rest([words, level, by])].filter(Boolean).join(', ')}${by ? ` (by ${by})` : ''}`;
    }
    case 'contingencies': {
      const [when, then] = [
        cell(/if|trigger|condition|when|scenario/i) || first,
        cell(/then|action|response|plan/i) || second,
      ];
      return `If ${when.replace(/^if\s+/i, '')} → ${[then, rest([when, then])].filter(Boolean).join(', ')}`;
    }
    case 'decisions': {
      const [on, question] = [cell(/date|when|by/i), cell(/decision|question|what/i)];
      const [criteria, fallback] = [
        cell(/criteria|condition|requirement/i),
        cell(/fallback|if no|otherwise|alternative/i),
      ];
      return [
        `${on}: ${question || rest([on, criteria, fallback])}`,
        criteria && `criteria: ${criteria}`,
        fallback && `fallback: ${fallback}`,
      ]
        .filter(Boolean)
        .join('; ');
    }
    case 'cadence':
    case 'plan':
      return `**${first}**: ${[second, ...more].filter(Boolean).join(', ')}`;
    default:
      return section satisfies never;
  }
}

function readListed(reader: Reader, line: Line & { is: 'item' }): void {
  const { draft, indents } = reader;
  while (indents.length > 0 && (indents.at(-1) ?? 0) >= line.indent) indents.pop();
  indents.push(line.indent);
  const at = here(reader);
  if (at.section !== 'plan') {
    if (!readOther(reader, line.n, at, line.text)) draft.unread.push({ line: line.n, text: line.raw.trim() });
    return;
  }
  if (at.milestone === null && metaDay(draft, line.text)) return;
  const milestone = draft.milestones[at.milestone ?? loose(reader)];
  if (milestone) readItem(draft, milestone, line.n, line.text, indents.length - 1);
}

/** Items before any heading belong to a milestone that is called as the document is. */
function loose(reader: Reader): number {
  const { draft } = reader;
  const milestone = milestoneOf(draft, 1, draft.title ?? 'Plan', null);
  draft.milestones.push({ ...milestone, name: draft.title ?? 'Plan', status: 'upcoming' });
  const at = draft.milestones.length - 1;
  reader.open.push({ level: boldLevel, section: 'plan', milestone: at, heading: null });
  return at;
}

function readWords(reader: Reader, n: number, text: string): void {
  const { draft } = reader;
  const at = here(reader);
  if (metaDay(draft, text)) return;
  const bold = leadIn(text);
  if (bold && bold.rest === '' && !/[:：]\s*(?:\*\*|__)?$/.test(text.trim()) && reader.open.length > 0) {
    readHeading(reader, n, levelOf(reader, bold.lead), bold.lead);
  } else if (at.section === 'plan') readProse(draft, at, n, text);
  else if (!readOther(reader, n, at, text)) draft.unread.push({ line: n, text });
}

/** A line in bold stands below the heading above it; but a day stands beside another day. */
function levelOf({ draft, open }: Reader, text: string): number {
  const above = open.at(-1);
  const of = above?.milestone === null || !above ? undefined : draft.milestones[above.milestone];
  const besides = of?.due && of.start === null && findDate(plain(text), draft);
  return above && besides ? above.level : boldLevel;
}

/** A line that only says the document's own days; they were read before everything else. */
const metaDay = (draft: Draft, text: string): boolean => {
  const pairs = metaOf(text);
  return (
    pairs.length > 0 &&
    pairs.every(({ lead, rest }) => {
      const known = [todayKeys, targetKeys, beginKeys].some((keys) => keys.test(lead));
      return known && findDate(rest, draft)?.rest === '';
    })
  );
};

function readOther(reader: Reader, n: number, at: Open, text: string): boolean {
  const place: Place & { part: string | null } = { ...at, part: reader.part };
  switch (at.section) {
    case 'decisions': {
      const read = readDecision(reader.draft, place, n, text);
      reader.part = place.part;
      return read;
    }
    case 'metrics':
      return readMetric(reader.draft, place, n, text);
    case 'risks':
      return readRisk(reader.draft, place, n, text);
    case 'contingencies':
      return readContingency(reader.draft, place, n, text);
    case 'cadence':
      return readCadence(reader.draft, place, n, text);
    case 'plan':
      return false;
    default:
      return at.section satisfies never;
  }
}

/** What only the whole document tells: a milestone whose items are all ticked is done. */
function settle(draft: Draft): void {
  for (const milestone of draft.milestones) {
    const { items, status } = milestone;
    if (status !== 'upcoming' || items.length === 0) continue;
    if (items.every(({ state }) => state === 'done')) milestone.status = 'done';
    else if (items.some(({ state }) => state === 'done' || state === 'in_progress'))
      milestone.status = 'in_progress';
  }
}
