import { findDate } from './dates.ts';
import { type LeadIn, leadIn, plain, wholeLiteral } from './inline.ts';
import { type Line, linesOf } from './lines.ts';
import { undecorated } from './marks.ts';
import { isContainer, sectionOf } from './sections/section.ts';

/** What follows a heading before the next one. `boxed`: has checkboxes; `open`: one is not ticked. */
export type Below = { next: Line['is'] | null; boxed: boolean; open: boolean };

/** The lines of a document, its title, and what follows each heading, by line number. */
export type Layout = {
  lines: Line[];
  title: (Line & { is: 'heading' | 'prose' }) | null;
  below: Map<number, Below>;
};

/** The level of a bold line used as a heading, below Markdown's six. */
export const boldLevel = 7;
/** The level of a short line that introduces a list. */
export const labelLevel = 8;

/** Splits a document into lines and finds bold lines and labels of lists that act as headings. */
export function layoutOf(text: string, today: string): Layout {
  const typed = linesOf(text);
  const lines = typed.map((line, at) => implicitHeading(typed, at, line, today) ?? line);
  return { lines, title: titleOf(lines, today), below: belowAll(lines) };
}

/** Labels of parts of the heading above, which are not headings themselves. */
const label =
  /^(?:deliverables?|tasks?|to-?dos?|items|checklist|actions?|action items|key (?:tasks|activities|deliverables)|activities|goals?|objectives?|scope|focus|notes?|details|steps|includes?|features|(?:go |no-go |exit |entry |acceptance |success )?(?:criteria|conditions)|requirements|must haves?|fall-?back|if (?:no|no-go|go|yes|not|not met)|otherwise|question|decision|options|voters|decision makers|owners?|dependencies|prerequisites|mitigations?|responses?|triggers?|outcome|result|blockers|what|who|when|where|why|how)$/i;
const step =
  /^(?:phase|week|day|month|sprint|stage|milestone|step|wave|iteration|part|quarter|t\s?[-–−+]\s?\d|q[1-4])\b/i;
const maxWords = 12;

function implicitHeading(lines: Line[], at: number, line: Line, today: string): Line | undefined {
  if (line.is !== 'prose' || wholeLiteral(line.text) !== undefined) return undefined;
  const [before, after] = [lines[at - 1], lines[at + 1]];
  const listed = (after?.is === 'item' || after?.is === 'row') && after.n <= line.n + 2;
  const alone = !(before?.is === 'prose' && before.n === line.n - 1);
  const headed = (text: string): Line => ({ ...line, is: 'heading', level: labelLevel, text });
  const bold = leadIn(line.text);
  if (bold) return boldHeading(bold, line, listed, today);
  if (/^\*[^*]+\*$|^_[^_]+_$/.test(line.text)) return undefined;
  const text = undecorated(plain(line.text));
  const words = text.replace(/[:：]$/, '');
  if (/^decision\s*(?:#?\d+)?\s*[:：]\s*\S/i.test(text) && alone) return headed(line.text);
  if (!listed || text.split(/\s+/).length > maxWords || label.test(words)) return undefined;
  const names =
    step.test(text) ||
    /^[^\p{Ll}]*\p{Lu}{3,}[^\p{Ll}]*$/u.test(text) ||
    sectionOf(words, false) !== undefined ||
    (/[:：]$/.test(text) && alone) ||
    beginsDated(text, today);
  return names && (alone || /[:：]$/.test(text)) ? headed(line.text.replace(/[:：]$/, '')) : undefined;
}

/** Whether a line is a date with few words. */
function beginsDated(text: string, today: string): boolean {
  const found = findDate(text, { today });
  return found !== undefined && !/[.!?]$/.test(text) && !/^[^:：]{1,30}[:：]\s/.test(text);
}

function boldHeading(
  { lead, rest }: LeadIn,
  line: Line & { is: 'prose' },
  listed: boolean,
  today: string,
): Line | undefined {
  const { text } = line;
  const headed = (heading: string): Line => ({ ...line, is: 'heading', level: boldLevel, text: heading });
  const words = undecorated(lead);
  const dated = findDate(words, { today }) !== undefined;
  const colon = /[:：]\s*(?:\*\*|__)?$/.test(text) || /^(?:\*\*|__)[^*_]+(?:\*\*|__)\s*[:：]/.test(text);
  if (rest === '' && !colon) return headed(text);
  if (!listed) return undefined;
  if (rest === '') return label.test(words) ? undefined : headed(text.replace(/[:：]\s*(\*\*|__)?$/, '$1'));
  const isStep = step.test(words) || (dated && !/^[^:：]{1,30}[:：]/.test(text.replaceAll('*', '')));
  return isStep ? headed(`${lead}: ${rest}`) : undefined;
}

const isBody = (line: Line) => line.is === 'item' || line.is === 'row' || line.is === 'prose';

/** Collects what follows each heading. */
function belowAll(lines: Line[]): Map<number, Below> {
  const below = new Map<number, Below>();
  let now: Below = { next: null, boxed: false, open: false };
  for (const line of lines) {
    if (now.next === null && line.is !== 'rule') now.next = line.is;
    if (line.is === 'item' && /^\[[ xX]?\]|^[✅⬜☐🔲]/u.test(line.text)) now.boxed = true;
    if (line.is === 'item' && /^\[ ?\]/.test(line.text)) now.open = true;
    if (line.is !== 'heading') continue;
    now = { next: null, boxed: false, open: false };
    below.set(line.n, now);
  }
  return below;
}

/** Returns the first heading if it is above all others; else a first line that acts as a title. */
function titleOf(lines: Line[], today: string): Layout['title'] {
  const headings = lines.filter((line) => line.is === 'heading');
  const [first, second] = headings;
  const opening = lines.find((line) => line.is !== 'other' && line.is !== 'meta' && line.is !== 'rule');
  if (opening?.is === 'prose' && isTitleLine(opening, lines, today)) return opening;
  if (!first || lines.some((line) => line.n < first.n && (line.is === 'item' || line.is === 'row')))
    return null;
  const literal = wholeLiteral(first.text) !== undefined;
  const text = undecorated(plain(first.text));
  const dated = findDate(text, { today }) !== undefined;
  if (literal) return first.level === 1 ? first : null;
  if (
    text === '' ||
    (isContainer(text) && second && first.level > 1) ||
    (sectionOf(text, dated) && sectionOf(text, dated) !== 'notes' && second === undefined)
  )
    return null;
  if (headings.some(({ level }) => level < first.level)) return null;
  const unique = headings.filter(({ level }) => level === first.level).length === 1;
  if (unique && first.level === 1) return first;
  const end = second?.n ?? Number.POSITIVE_INFINITY;
  const bare = !lines.some(
    (line) => line.n > first.n && line.n < end && (line.is === 'item' || line.is === 'row'),
  );
  if (first.level === 1) return bare && !dated ? first : null;
  const names = sectionOf(text, dated) === undefined;
  return bare && names && !dated && second && opening?.n === first.n ? first : null;
}

/** Whether a first line such as "Launch notes" is the title of a text without headings. */
function isTitleLine(line: Line & { is: 'prose' }, lines: Line[], today: string): boolean {
  const after = lines.find(({ n }) => n > line.n);
  if (after === undefined || after.n === line.n + 1 || (!isBody(after) && after.is !== 'heading'))
    return false;
  if (lines.some((one) => one.is === 'heading' && one.level <= 6)) return false;
  const words = line.text.split(/\s+/).length;
  return words <= 10 && !/[.:：!?]$|[:：]\s/.test(line.text) && findDate(line.text, { today }) === undefined;
}
