import { type Draft, dateIn, type Place } from './draft.ts';
import { keyed, leadIn, plain } from './inline.ts';
import { markOf } from './marks.ts';

/** What part of a decision a key introduces. */
type Part = 'question' | 'criteria' | 'fallback' | 'on';

const parts: [RegExp, Part][] = [
  [/^(?:question|decision|what)$/i, 'question'],
  [
    /^(?:criteria|criterion|go criteria|go if|requirements|success criteria|conditions|must have|if yes|go)$/i,
    'criteria',
  ],
  [
    /^(?:fallback|fall back|if no(?:t|-go)?|if no go|no-go|otherwise|plan b|alternative|contingency|if not met)$/i,
    'fallback',
  ],
  [/^(?:date|on|when|by|deadline)$/i, 'on'],
];

/** A heading in a section of decisions begins one. */
export function beginDecision(draft: Draft, line: number, text: string): void {
  const dated = dateIn(draft, line, plain(text));
  const question = dated?.rest || plain(text);
  draft.decisions.push({ question, on: dated?.due ?? null, criteria: [], fallback: null });
}

/** A line below a decision: its question, its criteria, its fallback. The last key holds for the list after it. */
export function readDecision(
  draft: Draft,
  place: Place & { part: string | null },
  line: number,
  raw: string,
): boolean {
  const text = markOf(raw).rest;
  const pair = leadIn(text) ?? keyed(plain(text));
  const part = pair && parts.find(([words]) => words.test(pair.lead))?.[1];
  const decision = place.heading ? draft.decisions.at(-1) : undefined;
  if (decision && pair && part) {
    place.part = part;
    if (pair.rest !== '') fill(draft, line, part, plain(pair.rest));
    return true;
  }
  if (decision && place.part) {
    fill(draft, line, place.part as Part, plain(text));
    return true;
  }
  if (decision) {
    decision.criteria.push(plain(text));
    return true;
  }
  return begunByLine(draft, line, text);
}

/** "- **Feb 14**: Go for launch?" in a section without headings. */
function begunByLine(draft: Draft, line: number, text: string): boolean {
  const dated = dateIn(draft, line, plain(text));
  if (!dated || dated.rest === '') return false;
  const [question = '', ...more] = dated.rest.split(/\s*[;]\s*/);
  const fallback = more.find((one) => /^(?:fallback|otherwise|if no)/i.test(one));
  const criteria = more.filter((one) => one !== fallback).map((one) => one.replace(/^criteria:?\s*/i, ''));
  const said = fallback?.replace(/^(?:fallback|otherwise|if no(?:t|-go)?):?,?\s*/i, '') ?? null;
  draft.decisions.push({ question, on: dated.due, criteria, fallback: said });
  return true;
}

function fill(draft: Draft, line: number, part: Part, text: string): void {
  const decision = draft.decisions.at(-1);
  if (!decision) return;
  if (part === 'question') {
    // what the heading said stays a criterion's neighbour, not lost: the question is the sharper of the two
    decision.question =
      decision.question === '' || isOnlyKind(decision.question) ? text : `${decision.question}: ${text}`;
  } else if (part === 'criteria') decision.criteria.push(text);
  else if (part === 'fallback')
    decision.fallback = decision.fallback ? `${decision.fallback}; ${text}` : text;
  else decision.on = dateIn(draft, line, text)?.due ?? decision.on;
}

const isOnlyKind = (question: string) =>
  /^(?:go[ /-]*no[ /-]*go(?: decision)?|decision(?: point)?(?: #?\d+)?)$/i.test(question);
