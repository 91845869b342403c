import type { DocumentItem, DocumentMilestone, PlanDocument } from '../domain/document.ts';
import { countedDate, type Found, findDate } from './dates.ts';
import { keyed, leadIn, plain } from './inline.ts';
import { markOf, ownerOf, priorityOf, shareOf } from './marks.ts';

/** A document that is being read, and what dates are counted from. */
export type Draft = PlanDocument & { launch: string | null; begins: string | null };

/** Where the reader stands: the milestone that lines belong to, and the heading above them in other sections. */
export type Place = { milestone: number | null; heading: Heading | null };
/** A heading of a section that is no plan. `used`: something was made of it. */
export type Heading = { text: string; date: string | null; line: number; used: boolean };

/** The first date of a text; a weekday that contradicts it is remarked on, and the date wins. */
export function dateIn(draft: Draft, line: number, text: string): Found | undefined {
  const found = findDate(text, draft);
  if (found?.contradicts) {
    const day = found.start ?? found.due;
    const is = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(new Date(day));
    draft.remarks.push({
      line,
      text: `${day} is a ${is}, not a ${fullName(found.contradicts)}; the date counts.`,
    });
  }
  return found;
}

const fullName = (day: string) =>
  ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].find((name) =>
    name.toLowerCase().startsWith(day.toLowerCase().slice(0, 3)),
  ) ?? day;

/** A line of a checklist with everything that its text says. */
export function itemOf(draft: Draft, line: number, raw: string, depth: number): DocumentItem {
  const marked = markOf(raw);
  const tagged = priorityOf(plain(marked.rest));
  const owned = ownerOf(tagged.rest);
  const dated = dateIn(draft, line, owned.rest);
  const text = dated ? dateless(owned.rest, dated) : owned.rest;
  const state = marked.state ?? 'open';
  return { text, state, date: dated?.due ?? null, priority: tagged.priority, owner: owned.owner, depth };
}

/** The date leaves the text where it only stands beside it; inside a sentence it stays. */
function dateless(text: string, { rest }: Found): string {
  const beside = rest !== '' && (text.startsWith(rest) || text.endsWith(rest));
  return beside ? rest : text;
}

/** A milestone of a heading's or a cell's text. */
export function milestoneOf(
  draft: Draft,
  line: number,
  raw: string,
  parent: number | null,
): Omit<DocumentMilestone, 'status'> {
  const shared = shareOf(plain(raw));
  const tagged = priorityOf(shared.rest);
  const owned = ownerOf(tagged.rest);
  const above = parent === null ? undefined : draft.milestones[parent];
  const dated = dateIn(draft, line, owned.rest) ?? weekdayWithin(owned.rest, above);
  const counted = dated
    ? undefined
    : countedDate(owned.rest, { from: above?.start ?? draft.begins, launch: draft.launch });
  const bare = dated?.rest.replace(/^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/i, '') || owned.rest;
  return {
    name: bare,
    parent,
    start: dated?.start ?? counted?.start ?? null,
    due: dated?.due ?? counted?.due ?? null,
    priority: tagged.priority,
    share: shared.share,
    owner: owned.owner,
    description: [],
    items: [],
  };
}

/** "Tuesday" below "Week 1: Feb 10-14" is the Tuesday of that week. */
function weekdayWithin(text: string, above: DocumentMilestone | undefined): Found | undefined {
  const named = /^(mon|tues|wednes|thurs|fri|satur|sun)day\b/i.exec(text)?.[1];
  if (!named || !above?.start || !above.due) return undefined;
  for (let day = Date.parse(above.start); day <= Date.parse(above.due); day += 86_400_000) {
    const is = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(day);
    if (is.toLowerCase().startsWith(named.toLowerCase()))
      return { start: null, due: new Date(day).toISOString().slice(0, 10), rest: text, contradicts: null };
  }
  return undefined;
}

/** `**Key**: value` or `Key: value`, in plain text; several of them on one line are told apart. */
export function pairsOf(text: string): { lead: string; rest: string }[] {
  const parts = text.split(/\s+[|·]\s+/);
  const pairs = parts.map((part) => leadIn(part) ?? keyed(plain(part)));
  return pairs.every((pair) => pair !== undefined && pair.rest !== '')
    ? pairs.flatMap((pair) => (pair ? [{ lead: plain(pair.lead), rest: plain(pair.rest) }] : []))
    : [];
}
