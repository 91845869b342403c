import { countedDate, weekdayIn } from '../../dates/counted.ts';
import type { Found } from '../../dates/find.ts';
import { weekdayBefore, weekdays } from '../../dates/names.ts';
import {
  type DocumentItem,
  type DocumentMilestone,
  emptyDocument,
  type ItemState,
  type PlanDocument,
} from '../../domain/documents/document.ts';
import type { Priority } from '../../domain/plan/milestone.ts';
import { weekdayOf as weekdayOfDate } from '../../domain/time/dates.ts';
import { findDate, impossibleDate, type PlanDays } from './dates.ts';
import { type LeadIn, literalOf, pairOf, plain, wholeLiteral } from './inline.ts';
import { markOf, ownerOf, priorityOf, shareOf, undecorated, untagged } from './marks.ts';

/** A document that is being read, and what dates are counted from. */
export type Draft = PlanDocument & {
  launch: string | null;
  begins: string | null;
  /** The day around which a date without a year is looked for; null: `today`. */
  yearFrom: string | null;
  /** Which figure of 10/12 is the day. */
  order: 'day' | 'month';
  /** The milestones whose state the document says itself. */
  stated: Set<DocumentMilestone>;
  /** Lines that only order others: names of sections, heads of tables. */
  structure: Set<number>;
  /** Items that say that they have no priority, not even their heading's. */
  unranked: Set<DocumentItem>;
  /** The headings of sections that are no plan. */
  headings: Heading[];
};

/** A draft without content for a document that is read on `today`. */
export const newDraft = (today: string): Draft => ({
  ...emptyDocument(today),
  launch: null,
  begins: null,
  yearFrom: null,
  order: 'month',
  stated: new Set(),
  structure: new Set(),
  unranked: new Set(),
  headings: [],
});

/** The document, without what only reading it needed. */
export function documentOf(draft: Draft): PlanDocument {
  const { launch, begins, yearFrom, order, stated, structure, unranked, headings, ...document } = draft;
  return document;
}

/** Where the reader stands in a section that is no plan. */
export type Place = {
  heading: Heading | null;
  /** How deep a line of a list is nested; 0 for anything else. */
  depth: number;
  /** What the last key introduced: "Criteria:". */
  part: string | null;
};

/** A heading of a section that is no plan. `used`: something was made of it. */
export type Heading = { text: string; date: string | null; line: number; used: boolean };

/** The first date of a text; a weekday that contradicts it is remarked on, and the date wins. */
export function dateIn(
  draft: Draft,
  line: number,
  text: string,
  more: Pick<PlanDays, 'within' | 'isOver'> = {},
): Found | undefined {
  const found = findDate(text, { ...draft, ...more });
  const impossible = found ? undefined : impossibleDate(text, draft);
  if (impossible) draft.remarks.push({ line, text: `“${impossible}” is no day of the calendar.` });
  if (found?.contradicts) {
    const day = found.start ?? found.due;
    const [is, said] = [weekdayOfDate(day), weekdayBefore(found.contradicts) ?? 0].map(
      (n) => weekdays[n - 1],
    );
    draft.remarks.push({ line, text: `${day} is a ${is}, not a ${said}; the date counts.` });
  }
  return found;
}

type Details = Pick<DocumentItem, 'start' | 'date' | 'priority' | 'owner'>;

const noDetails: Details = { start: null, date: null, priority: null, owner: null };

/** What `(P0, start 2026-02-10, due 2026-02-14, owner: Ana)` says, as export writes it; undefined for other parentheses. */
function written(text: string): Details | undefined {
  if (text === '') return noDetails;
  const found =
    /^\((p[0-3]|no priority)?(?:(?<=\w), )?(?:start (\d{4}-\d{2}-\d{2}))?(?:(?<=\w), )?(?:due (\d{4}-\d{2}-\d{2}))?(?:(?<=\w), )?(?:owner: (.+))?\)$/i.exec(
      text,
    );
  if (!found || text === '()') return undefined;
  const [, priority, start, date, owner] = found;
  return {
    priority: priority && priority !== 'no priority' ? (priority.toLowerCase() as Priority) : null,
    start: start ?? null,
    date: date ?? null,
    owner: owner === undefined ? null : (wholeLiteral(owner) ?? owner),
  };
}

/** The parentheses at the end of a text, where everything in them is understood: `(P1, due Feb 12)`. */
function grouped(draft: Draft, line: number, text: string, within: PlanDays['within']): [Details, string] {
  const found = /\s*\(([^()]{1,200})\)$/.exec(text);
  const parts = found?.[1]?.split(/\s*[,;|]\s*/) ?? [];
  if (!found || parts.length < 2) return [noDetails, text];
  const details = { ...noDetails };
  for (const part of parts) {
    const { priority } = priorityOf(`(${part})`);
    const { owner, rest } = ownerOf(part);
    const date = priority || owner ? undefined : findDate(part, { ...draft, within });
    if (priority && /^p[0-3]$|^prio/i.test(part)) details.priority = priority;
    else if (owner && rest === '') details.owner = owner;
    else if (/^start\b/i.test(part) && date?.rest.toLowerCase() === 'start') details.start = date.due;
    else if (date?.rest === '')
      Object.assign(details, { date: date.due, start: date.start ?? details.start });
    else return [noDetails, text];
  }
  if (details.date) dateIn(draft, line, found[1] ?? '', { within });
  return [details, text.slice(0, found.index)];
}

/** Where a line of a checklist stands; `unmarked` is its state where it says none. */
type Standing = { depth: number; within?: PlanDays['within']; unmarked?: ItemState };

/** A line of a checklist with everything that its text says. */
export function itemOf(
  draft: Draft,
  line: number,
  raw: string,
  { depth, within, unmarked = 'open' }: Standing,
): DocumentItem {
  const marked = markOf(raw);
  const state = marked.state ?? unmarked;
  const literal = literalOf(marked.rest);
  const exact = literal && written(literal.rest);
  if (literal && exact) {
    const item = { text: literal.literal, state, ...exact, depth };
    if (/^\(no priority\b/.test(literal.rest)) draft.unranked.add(item);
    return item;
  }
  const [details, bare] = grouped(draft, line, plain(marked.rest), within);
  const tagged = priorityOf(bare);
  const owned = ownerOf(tagged.rest);
  const dated = dateIn(draft, line, owned.rest, { within, isOver: state === 'done' });
  const text = dated ? dateless(owned.rest, dated) : owned.rest;
  const again = ownerOf(text);
  const counted = countedIn(text, within, draft.launch);
  return {
    text: again.rest || text || bare || plain(marked.rest),
    state,
    start: details.start ?? dated?.start ?? counted?.start ?? null,
    date: details.date ?? dated?.due ?? weekdayOf(text, within) ?? counted?.due ?? null,
    priority: details.priority ?? tagged.priority,
    owner: details.owner ?? owned.owner ?? again.owner,
    depth,
  };
}

/** "due Friday" in a week that the heading names. */
function weekdayOf(text: string, within: PlanDays['within']): string | undefined {
  if (!within?.start || !within.due) return undefined;
  const named = /\b(?:due|by|until|before) (mon|tues|wednes|thurs|fri|satur|sun)day\b/i.exec(text)?.[1];
  return named && weekdayIn(named, { start: within.start, due: within.due });
}

/** "Week 2: choose pilots" below a phase that begins on a day, "T-7: freeze" and "Freeze (T-7)" before a launch. */
function countedIn(text: string, within: PlanDays['within'], launch: string | null) {
  if (/^(?:day|week)\s/i.test(text) && within?.start)
    return countedDate(text, { from: within.start, launch: null });
  const around =
    launch && /(?:^|\()(t\s?[-–−+]\s?\d{1,3}(?:\s*(?:days?|weeks?|d|w))?)(?=[):：\s]|$)/i.exec(text)?.[1];
  return around ? countedDate(around, { from: null, launch }) : undefined;
}

const wordsOf = (text: string) => text.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();

/** The date leaves the text where it only stands beside it; inside a sentence it stays. */
function dateless(text: string, { rest }: Found): string {
  const [whole, left] = [wordsOf(text), wordsOf(rest)];
  const beside = rest !== '' && (whole.startsWith(left) || whole.endsWith(left));
  return beside ? rest : text;
}

const deepest = 5;

/** The heading that something hangs on: not so far down that it would be the sixth level (MODEL-1). */
function hangsOn({ milestones }: Draft, parent: number | null): number | null {
  const path: number[] = [];
  for (let at = parent; at !== null; at = milestones[at]?.parent ?? null) path.unshift(at);
  return path.slice(0, deepest - 1).at(-1) ?? null;
}

/** A milestone of which nothing but its name and place is known. */
export const milestoneNamed = (name: string, parent: number | null): Omit<DocumentMilestone, 'status'> => ({
  name,
  parent,
  start: null,
  due: null,
  priority: null,
  share: null,
  owner: null,
  description: [],
  items: [],
});

/** A milestone of a heading's or a cell's text. */
export function milestoneOf(
  draft: Draft,
  line: number,
  raw: string,
  above: number | null,
): Omit<DocumentMilestone, 'status'> {
  const parent = hangsOn(draft, above);
  const literal = wholeLiteral(raw);
  if (literal !== undefined) return milestoneNamed(literal, parent);
  const shared = shareOf(untagged(undecorated(plain(raw).replace(/^~~(.*)~~$/, '$1'))));
  const tagged = priorityOf(shared.rest);
  const owned = ownerOf(tagged.rest);
  const over = parent === null ? undefined : draft.milestones[parent];
  const dated = dateIn(draft, line, owned.rest, { within: over }) ?? weekdayWithin(owned.rest, over);
  const counted = dated
    ? undefined
    : countedDate(owned.rest, { from: fromOf(draft, over), launch: draft.launch });
  const bare = dated?.rest.replace(/^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/i, '') || owned.rest;
  const name = bare.replace(/^\d{1,2}[.)]\s+(?=\p{L})/u, '') || bare || plain(raw);
  return {
    ...milestoneNamed(name, parent),
    start: dated?.start ?? counted?.start ?? null,
    due: dated?.due ?? counted?.due ?? null,
    priority: tagged.priority,
    share: shared.share,
    owner: owned.owner,
  };
}

/** The day that "Day 1" is below a heading. */
function fromOf(draft: Draft, over: DocumentMilestone | undefined): string | null {
  if (over && draft.launch && /\b(?:post-?launch|after (?:the )?(?:launch|go-?live))\b/i.test(over.name))
    return draft.launch;
  return over?.start ?? draft.begins;
}

/** "Tuesday" below "Week 1: Feb 10-14" is the Tuesday of that week. */
function weekdayWithin(text: string, above: DocumentMilestone | undefined): Found | undefined {
  const named = /^(mon|tues|wednes|thurs|fri|satur|sun)day\b/i.exec(text)?.[1];
  if (!named || !above?.start || !above.due) return undefined;
  const due = weekdayIn(named, { start: above.start, due: above.due });
  return due ? { start: null, due, rest: text, contradicts: null } : undefined;
}

/** The keys and values of a line such as `**Key**: value · Key: value`; empty where a part has none. */
export function pairsOf(text: string): LeadIn[] {
  const parts = /`/.test(text) ? [text] : text.split(/\s+[|·•]\s+/);
  const pairs = parts.map(pairOf);
  return pairs.every((pair) => pair !== undefined && pair.rest !== '')
    ? pairs.flatMap((pair) => pair ?? [])
    : [];
}
