import type { ItemState } from '../domain/document.ts';
import type { Priority, Status } from '../domain/milestone.ts';

const states: [RegExp, ItemState][] = [
  [/^(?:\[[xX✓✔]\]|[✅☑✔]\uFE0F?)(?:\s|$)/u, 'done'],
  [/^(?:\[[~/-]\]|[🔄🚧]\uFE0F?)(?:\s|$)/u, 'in_progress'],
  [/^(?:[⏳⌛]\uFE0F?)(?:\s|$)/u, 'waiting'],
  [/^(?:[❌✖]\uFE0F?)(?:\s|$)/u, 'failed'],
  [/^(?:\[[ _]?\]|[⬜🔲]\uFE0F?)(?:\s|$)/u, 'open'],
];

/** The state that a text begins with, and the text without it: `[x] Ship`, `✅ Ship`, `- [ ] ❌ Ship`. */
export function markOf(text: string): { state: ItemState | undefined; rest: string } {
  let [state, rest]: [ItemState | undefined, string] = [undefined, text.trim()];
  for (let more = true; more; ) {
    more = false;
    for (const [mark, means] of states) {
      const found = mark.exec(rest);
      if (!found) continue;
      // a box says whether it is ticked, a sign beside it says more
      state = state === undefined || state === 'open' ? means : state;
      rest = rest.slice(found[0].length).trim();
      more = true;
    }
  }
  const last = /\s([✅🔄⏳❌])\uFE0F?$/u.exec(rest);
  if (!last) return { state, rest };
  const means = markOf(`${last[1]} `).state;
  return { state: state === undefined || state === 'open' ? means : state, rest: rest.slice(0, last.index) };
}

const priority =
  /\s*(?:[([]\s*(?:priority:?\s*)?(p[0-3])\s*[)\]]|\bpriority:?\s*(p[0-3])\b)|^(p[0-3])\s*[:：–—-]?\s+|\s+[–—-]?\s*(p[0-3])$/i;

/** The priority that a text names as a tag, and the text without it. */
export function priorityOf(text: string): { priority: Priority | null; rest: string } {
  const found = priority.exec(text);
  const named = found && (found[1] ?? found[2] ?? found[3] ?? found[4]);
  if (!found || !named) return { priority: null, rest: text };
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  return { priority: named.toLowerCase() as Priority, rest: rest.replaceAll(/\s+/g, ' ').trim() };
}

/** A share in parentheses, `(50%)`, and the text without it. */
export function shareOf(text: string): { share: number | null; rest: string } {
  const found = /\s*\((\d{1,3})\s*%\)/.exec(text);
  const share = Number(found?.[1]);
  if (!found || share > 100) return { share: null, rest: text };
  return { share, rest: `${text.slice(0, found.index)}${text.slice(found.index + found[0].length)}`.trim() };
}

/** Somebody named by a mention or a key at the end of a text, and the text without it. */
export function ownerOf(text: string): { owner: string | null; rest: string } {
  const found =
    /\s*[([]?\s*(?:owner|assignee|assigned to|lead|dri):?\s+@?([\p{L}][\p{L}.' -]{1,60}?)\s*[)\]]?$/iu.exec(
      text,
    ) ?? /\s*[([]?\s*@([\p{L}\d][\p{L}\d._-]{0,60})\s*[)\]]?$/u.exec(text);
  if (!found) return { owner: null, rest: text };
  return { owner: found[1] ?? null, rest: text.slice(0, found.index).trim() };
}

const statusWords: [RegExp, Status][] = [
  [/✅|☑|\b(?:done|complete[d]?|finished|shipped|closed|approved|achieved)\b/iu, 'done'],
  [/⛔|🚫|\b(?:blocked|on hold|stuck)\b/iu, 'blocked'],
  [/🔄|🚧|\b(?:in[ _-]progress|ongoing|active|started|doing|current|wip)\b/iu, 'in_progress'],
  [/⏳|⬜|🔲|\b(?:upcoming|planned|pending|to ?do|not started|open|next|future|scheduled)\b/iu, 'upcoming'],
];

/** The state that a word or sign of a heading or a table's cell means; undefined for anything else. */
export const statusOf = (text: string): Status | undefined =>
  statusWords.find(([words]) => words.test(text))?.[1];

/** The same for the heading of a section, where only a sign or the whole of a short word counts. */
export function statusOfHeading(text: string): Status | undefined {
  const sign = /[✅☑🔄🚧⏳⛔🚫]/u.exec(text);
  if (sign) return statusOf(sign[0]);
  const bare = text.replaceAll(/\([^)]*\)/g, '').trim();
  if (/^(?:completed?|done|finished|in progress|upcoming|blocked)$/i.test(bare)) return statusOf(bare);
  const tagged = /[([]\s*(completed?|done|finished|in progress|upcoming|blocked|pending)\s*[)\]]/i.exec(text);
  return tagged ? statusOf(tagged[1] ?? '') : undefined;
}

/** A heading without the sign of its state and other decoration. */
export const undecorated = (text: string): string =>
  text
    .replaceAll(/\p{Extended_Pictographic}|\p{Variation_Selector}|\u200D|\u20E3/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
