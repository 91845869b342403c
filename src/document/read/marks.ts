import type { DocumentMilestone, ItemState } from '../../domain/documents/document.ts';
import type { Priority } from '../../domain/plan/milestone.ts';
import { type LeadIn, pairOf, textIn, wholeLiteral, withoutCode } from './inline.ts';

type Status = DocumentMilestone['status'];

const states: [RegExp, ItemState][] = [
  [/^(?:\[[xX✓✔✅☑]\uFE0F?\]|[✅☑✔✓]\uFE0F?)(?:\s|$)/u, 'done'],
  [/^(?:\[(?:done|complete[d]?)\]|(?:DONE|COMPLETED?)[:：])\s*/iu, 'done'],
  [/^(?:\[[~/-]\]|\[(?:wip|in progress|doing)\]|[🔄🚧🏗]\uFE0F?)(?:\s|$)/iu, 'in_progress'],
  [/^(?:\[(?:blocked|waiting|on hold)\]|[⏳⌛⏸🚫⛔]\uFE0F?)(?:\s|$)/iu, 'waiting'],
  [/^(?:\[(?:cancell?ed|cut|dropped|failed)\]|[❌✖✗✘]\uFE0F?)(?:\s|$)/iu, 'failed'],
  [/^(?:\[[ _]?\]|\[(?:to-?do|open)\]|[⬜🔲◻☐⭕]\uFE0F?)(?:\s|$)/iu, 'open'],
];

const struck = /^~~(.{1,500}?)~~(.*)$/;
const lastSign = /\s([✅☑✔✓🔄🚧⏳⌛❌✖✗])\uFE0F?$/u;
const innerSign = /\s([🔄🚧⏳⌛⏸⛔🚫])\uFE0F?\s/u;
const lastTag =
  /\s*(?:[([]\s*(done|completed?|finished|in progress|wip|doing|started|blocked|waiting|pending|cancell?ed|cut|dropped)\s*[)\]]|\s[–—-]\s+[*_]*(done|completed?|in progress|wip|blocked|cancell?ed)[*_]*)$/i;

/** Returns the state that a tag at the end of an item means. */
function tagState(word: string): ItemState {
  if (/^(?:done|complete|finished)/i.test(word)) return 'done';
  if (/^(?:in progress|wip|doing|started)/i.test(word)) return 'in_progress';
  return /^(?:cancel|cut|dropped)/i.test(word) ? 'failed' : 'waiting';
}

/** Returns the state marked at the start or end of a text, and the rest: `[x] Ship`, `✅ Ship`, `~~Ship~~`. */
export function markOf(text: string): { state: ItemState | undefined; rest: string } {
  let [state, rest]: [ItemState | undefined, string] = [undefined, text.trim()];
  // a sign beside an unticked box is more specific than the box
  const say = (means: ItemState | undefined) => {
    if (state === undefined || state === 'open') state = means ?? state;
  };
  for (let more = true; more; ) {
    more = false;
    for (const [mark, means] of states) {
      const found = mark.exec(rest);
      if (!found) continue;
      say(means);
      rest = rest.slice(found[0].length).trim();
      more = true;
    }
  }
  const out = struck.exec(rest);
  if (out) {
    state = 'failed';
    rest = `${out[1]}${out[2]}`;
  }
  const sign = lastSign.exec(rest);
  if (sign) {
    say(states.find(([mark]) => mark.test(`${sign[1]} `))?.[1]);
    rest = rest.slice(0, sign.index);
  }
  const inner = innerSign.exec(withoutCode(rest));
  if (inner) say(states.find(([mark]) => mark.test(`${inner[1]} `))?.[1]);
  const tag = lastTag.exec(rest);
  if (tag && tag.index > 0) {
    say(tagState(tag[1] ?? tag[2] ?? ''));
    rest = rest.slice(0, tag.index);
  }
  return { state, rest };
}

/** A line of a section without the marks of its state. `pair` is absent in a code span and without a key. */
export function entryIn(raw: string): {
  state: ItemState | undefined;
  text: string;
  literal: string | undefined;
  pair: LeadIn | undefined;
  plainText: string;
} {
  const { state, rest: text } = markOf(raw);
  const literal = wholeLiteral(text);
  return {
    state,
    text,
    literal,
    pair: literal === undefined ? pairOf(text) : undefined,
    plainText: textIn(text),
  };
}

const priority =
  /\s*(?:[([]\s*(?:priority:?\s*)?(p[0-3])\s*[)\]][:：]?|\bprio(?:rity)?:?\s*p?([0-3])\b)|^(p[0-3])\s*[:：–—-]\s*|\s+[–—-]?\s*(p[0-3])$|\s+(p[0-3])(?=\s+(?:[–—-]\s|\())/i;

/** Returns the priority that a text is tagged with, and the text without the tag. */
export function priorityOf(text: string): { priority: Priority | null; rest: string } {
  const found = priority.exec(text);
  const named = found && (found[1] ?? (found[2] && `p${found[2]}`) ?? found[3] ?? found[4] ?? found[5]);
  if (!found || !named) {
    // "P0 bugs": the priority is also a word of the name
    const first = /^(p[0-3])\s/i.exec(text)?.[1];
    return { priority: first ? (first.toLowerCase() as Priority) : null, rest: text };
  }
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  return { priority: named.toLowerCase() as Priority, rest: rest.replaceAll(/\s+/g, ' ').trim() };
}

const priorityWords: [RegExp, Priority][] = [
  [/^(?:p0|critical|highest|urgent|blocker)$/i, 'p0'],
  [/^(?:p1|high)$/i, 'p1'],
  [/^(?:p2|medium|med|normal)$/i, 'p2'],
  [/^(?:p3|low|lowest)$/i, 'p3'],
];

/** Returns the priority that a value or cell names: `P1`, `High`. */
export const priorityNamed = (text: string): Priority | undefined =>
  priorityWords.find(([words]) => words.test(text.replaceAll(/[^\p{L}\d ]/gu, '').trim()))?.[1];

/** Returns a share in parentheses, `(50%)`, and the text without it. */
export function shareOf(text: string): { share: number | null; rest: string } {
  const found = /\s*\((\d{1,3})\s*%\)/.exec(text);
  const share = Number(found?.[1]);
  if (!found || share > 100) return { share: null, rest: text };
  return { share, rest: `${text.slice(0, found.index)}${text.slice(found.index + found[0].length)}`.trim() };
}

const ownerKey =
  /\s*(?:[–—-]\s+|[,;|]\s*)?[([]?\s*\b(?:owner|assignee|assigned to|lead|dri|responsible|who):\s*@?([\p{L}][\p{L}.' +&@-]{1,60}?)\s*[)\]]?$/iu;
const mention = /\s*(?:[–—-]\s+|[,;|]\s*)?[([]?\s*(?<![\p{L}\d])@([\p{L}\d][\p{L}\d._-]{0,60})\s*[)\]]?$/u;
const addressed = /^@([\p{L}\d][\p{L}\d._-]{0,60})\s*[:：–—]\s+(.+)$/u;

/** Returns the owner named by a mention or key at the end of a text, and the text without it. */
export function ownerOf(text: string): { owner: string | null; rest: string } {
  const keyed = ownerKey.exec(text);
  if (keyed) return { owner: keyed[1] ?? null, rest: text.slice(0, keyed.index).trim() };
  const owners: string[] = [];
  let rest = text;
  for (let found = mention.exec(rest); found && owners.length < 5; found = mention.exec(rest)) {
    owners.unshift(found[1] ?? '');
    rest = rest.slice(0, found.index).trim();
  }
  if (owners.length > 0) return { owner: owners.join(', '), rest };
  const first = addressed.exec(text);
  return first ? { owner: first[1] ?? null, rest: first[2] ?? '' } : { owner: null, rest: text };
}

const statusWords: [RegExp, Status][] = [
  [/\b(?:not (?:yet )?started|not done|incomplete|unstarted)\b/iu, 'upcoming'],
  [/\b(?:cancell?ed|dropped|cut(?!-)|abandoned|descoped)\b/iu, 'dropped'],
  [/[✅☑✔✓]|\b(?:done|complete[d]?|finished|shipped|closed|approved|achieved|released|live)\b/iu, 'done'],
  [/⛔|🚫|\b(?:blocked|on hold|stuck|paused)\b/iu, 'blocked'],
  [
    /🔄|🚧|\b(?:in[ _-](?:progress|review)|ongoing|testing|active|started|doing|current|wip|underway)\b/iu,
    'in_progress',
  ],
  [
    /⏳|⬜|🔲|\b(?:upcoming|planned|pending|to ?do|not started|open|next|future|scheduled|backlog)\b/iu,
    'upcoming',
  ],
];

/** Returns the status that the words or signs of a value or cell mean; else undefined. */
export const statusOf = (text: string): Status | undefined =>
  statusWords.find(([words]) => words.test(text))?.[1];

const wholeStatus =
  /^(?:completed?|done|finished|shipped|released|closed|in[ _]progress|wip|ongoing|active|upcoming|planned|not (?:yet )?started|to ?do|open|pending|scheduled|blocked|on hold|cancell?ed|dropped)$/i;

/** Whether a text is nothing but the name of a status. */
export const isStatus = (text: string): boolean =>
  wholeStatus.test(text.replaceAll(/[^\p{L}_ ]/gu, '').trim());

const statusTag =
  /\s*[([]\s*(completed?|done|finished|shipped|in progress|wip|upcoming|planned|blocked|pending|cancell?ed|dropped)\s*[)\]]/i;

/** Removes the status in brackets from a heading: "Beta [blocked]". */
export const untagged = (text: string): string => text.replace(statusTag, '').trim() || text;

/** Returns the status of a heading, where only a sign, a tag or a whole word counts. */
export function statusOfHeading(text: string): Status | undefined {
  const sign = /[✅☑✔🔄🚧⏳⛔🚫]/u.exec(text);
  if (sign) return statusOf(sign[0]);
  if (/^~~.*~~$/.test(text.trim())) return 'dropped';
  const bare = text.replaceAll(/\([^)]*\)/g, '').trim();
  if (isStatus(bare)) return statusOf(bare);
  const tagged = statusTag.exec(text);
  if (tagged) return statusOf(tagged[1] ?? '');
  const first = /^(completed?|done|in progress|upcoming)\s*[:：–—-]\s/i.exec(bare);
  return first ? statusOf(first[1] ?? '') : undefined;
}

/** Removes emoji and other decoration from a heading. */
export const undecorated = (text: string): string =>
  text
    .replaceAll(/[0-9#*]?\uFE0F?\u20E3/gu, '')
    .replaceAll(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Variation_Selector}|\u200D/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
