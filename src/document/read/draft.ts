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
import { type DateContext, findDate, impossibleDate } from './dates.ts';
import { type LeadIn, literalOf, pairOf, plain, wholeLiteral } from './inline.ts';
import { markOf, ownerOf, priorityOf, shareOf, undecorated, untagged } from './marks.ts';

/** A document being read, with the state that reading needs. */
export type Draft = PlanDocument & {
  launch: string | null;
  begins: string | null;
  /** The day from which missing years are inferred; null: `today`. */
  yearFrom: string | null;
  /** Which figure of 10/12 is the day. */
  order: 'day' | 'month';
  /** Milestones whose status is written in the document. */
  stated: Set<DocumentMilestone>;
  /** Line numbers of section names and table heads. */
  structure: Set<number>;
  /** Items marked "no priority", which do not inherit that of their heading. */
  unranked: Set<DocumentItem>;
  /** Headings inside sections other than the plan. */
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

/** A position in a section other than the plan. */
export type Place = {
  heading: Heading | null;
  /** Nesting level of a list line; 0 for anything else. */
  depth: number;
  /** The part that the last key introduced, such as "Criteria:". */
  part: string | null;
};

/** A heading inside a section other than the plan. `used`: an entry was made from it. */
export type Heading = { text: string; date: string | null; line: number; used: boolean };

/** Returns the first date of a text. Adds a remark on a contradicting weekday or an impossible date. */
export function dateIn(
  draft: Draft,
  line: number,
  text: string,
  more: Pick<DateContext, 'within' | 'isOver'> = {},
): Found | undefined {
  const found = findDate(text, { ...draft, ...more });
  const impossible = found ? undefined : impossibleDate(text, draft);
  if (impossible) draft.remarks.push({ line, text: `“${impossible}” is not a day of the calendar.` });
  if (found?.contradicts) {
    const day = found.start ?? found.due;
    const [is, named] = [weekdayOfDate(day), weekdayBefore(found.contradicts) ?? 0].map(
      (n) => weekdays[n - 1],
    );
    draft.remarks.push({ line, text: `${day} is a ${is}, not a ${named}; the date counts.` });
  }
  return found;
}

type Details = Pick<DocumentItem, 'start' | 'date' | 'priority' | 'owner'>;

const noDetails: Details = { start: null, date: null, priority: null, owner: null };

/** Reads `(P0, start 2026-02-10, due 2026-02-14, owner: Ana)` as export writes it; else undefined. */
function exportedDetails(text: string): Details | undefined {
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

/** Reads trailing parentheses such as `(P1, due Feb 12)` if every part of them is known. */
function detailsInParentheses(
  draft: Draft,
  line: number,
  text: string,
  within: DateContext['within'],
): [Details, string] {
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

/** The context of a checklist line; `unmarked` is its state if it has no mark. */
type ItemContext = { depth: number; within?: DateContext['within']; unmarked?: ItemState };

/** Reads a checklist line: text, state, dates, priority and owner. */
export function itemOf(
  draft: Draft,
  line: number,
  raw: string,
  { depth, within, unmarked = 'open' }: ItemContext,
): DocumentItem {
  const marked = markOf(raw);
  const state = marked.state ?? unmarked;
  const literal = literalOf(marked.rest);
  const exact = literal && exportedDetails(literal.rest);
  if (literal && exact) {
    const item = { text: literal.literal, state, ...exact, depth };
    if (/^\(no priority\b/.test(literal.rest)) draft.unranked.add(item);
    return item;
  }
  const [details, bare] = detailsInParentheses(draft, line, plain(marked.rest), within);
  const tagged = priorityOf(bare);
  const owned = ownerOf(tagged.rest);
  const dated = dateIn(draft, line, owned.rest, { within, isOver: state === 'done' });
  const text = dated ? withoutDate(owned.rest, dated) : owned.rest;
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

/** Resolves "due Friday" within the week of the heading. */
function weekdayOf(text: string, within: DateContext['within']): string | undefined {
  if (!within?.start || !within.due) return undefined;
  const named = /\b(?:due|by|until|before) (mon|tues|wednes|thurs|fri|satur|sun)day\b/i.exec(text)?.[1];
  return named && weekdayIn(named, { start: within.start, due: within.due });
}

/** Resolves "Week 2: choose pilots" from the start of a phase, and "T-7: freeze" and "Freeze (T-7)" from the launch. */
function countedIn(text: string, within: DateContext['within'], launch: string | null) {
  if (/^(?:day|week)\s/i.test(text) && within?.start)
    return countedDate(text, { from: within.start, launch: null });
  const around =
    launch && /(?:^|\()(t\s?[-–−+]\s?\d{1,3}(?:\s*(?:days?|weeks?|d|w))?)(?=[):：\s]|$)/i.exec(text)?.[1];
  return around ? countedDate(around, { from: null, launch }) : undefined;
}

const wordsOf = (text: string) => text.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();

/** Removes the date from the start or end of a text; inside a sentence it stays. */
function withoutDate(text: string, { rest }: Found): string {
  const [whole, left] = [wordsOf(text), wordsOf(rest)];
  const beside = rest !== '' && (whole.startsWith(left) || whole.endsWith(left));
  return beside ? rest : text;
}

const maxDepth = 5;

/** Returns the nearest heading above that still allows a child within five levels (MODEL-1). */
function parentWithinDepth({ milestones }: Draft, parent: number | null): number | null {
  const path: number[] = [];
  for (let at = parent; at !== null; at = milestones[at]?.parent ?? null) path.unshift(at);
  return path.slice(0, maxDepth - 1).at(-1) ?? null;
}

/** Returns a milestone with only its name and parent. */
export const emptyMilestone = (name: string, parent: number | null): Omit<DocumentMilestone, 'status'> => ({
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

/** Reads a milestone from the text of a heading or cell. */
export function milestoneOf(
  draft: Draft,
  line: number,
  raw: string,
  above: number | null,
): Omit<DocumentMilestone, 'status'> {
  const parent = parentWithinDepth(draft, above);
  const literal = wholeLiteral(raw);
  if (literal !== undefined) return emptyMilestone(literal, parent);
  const shared = shareOf(untagged(undecorated(plain(raw).replace(/^~~(.*)~~$/, '$1'))));
  const tagged = priorityOf(shared.rest);
  const owned = ownerOf(tagged.rest);
  const over = parent === null ? undefined : draft.milestones[parent];
  const dated = dateIn(draft, line, owned.rest, { within: over }) ?? weekdayWithin(owned.rest, over);
  const counted = dated
    ? undefined
    : countedDate(owned.rest, { from: firstDayOf(draft, over), launch: draft.launch });
  const bare = dated?.rest.replace(/^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/i, '') || owned.rest;
  const name = bare.replace(/^\d{1,2}[.)]\s+(?=\p{L})/u, '') || bare || plain(raw);
  return {
    ...emptyMilestone(name, parent),
    start: dated?.start ?? counted?.start ?? null,
    due: dated?.due ?? counted?.due ?? null,
    priority: tagged.priority,
    share: shared.share,
    owner: owned.owner,
  };
}

/** Returns the date of "Day 1" below a heading. */
function firstDayOf(draft: Draft, over: DocumentMilestone | undefined): string | null {
  if (over && draft.launch && /\b(?:post-?launch|after (?:the )?(?:launch|go-?live))\b/i.test(over.name))
    return draft.launch;
  return over?.start ?? draft.begins;
}

/** Resolves "Tuesday" below "Week 1: Feb 10-14" to the Tuesday of that week. */
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
