import type { DocumentDecision } from '../../../domain/documents/document.ts';
import { type Draft, dateIn, type Place } from '../draft.ts';
import { plain, wholeLiteral } from '../inline.ts';
import { entryIn, undecorated } from '../marks.ts';

/** A part of a decision that a key can introduce. */
type Part = 'question' | 'criteria' | 'fallback' | 'on' | 'voters';

const parts: [RegExp, Part][] = [
  [/^(?:question|decision(?: (?:needed|required|to (?:be )?made?))?|what)$/i, 'question'],
  [
    /^(?:(?:go |decision |exit |success |key )?(?:criteria|criterion|requirements|conditions)|go if|must haves?|go when)$/i,
    'criteria',
  ],
  [
    /^(?:fall-?backs?(?: plan)?|fall back|if (?:no|not|no-go|nogo|no go|not met|not ready|criteria not met)|otherwise|plan b|alternative|contingency|else)$/i,
    'fallback',
  ],
  [/^(?:date|on|when|by|deadline|decide by|decision date|due)$/i, 'on'],
  [
    /^(?:voters?|decision[- ]?(?:makers?|owners?)|deciders?|approvers?|owners?|who|attendees|participants|decided by)$/i,
    'voters',
  ],
];

/** Returns the part of a decision that a key introduces; else undefined. */
export const partOf = (lead: string): Part | undefined =>
  parts.find(([words]) => words.test(lead.trim()))?.[1];

/** Returns the part of a decision that a heading names; else undefined. */
export const partNamed = (heading: string): string | undefined => partOf(heading.replace(/[:：]$/, ''));

/** Adds the decision that a heading names. */
export function beginDecision(draft: Draft, line: number, raw: string): void {
  const none = { on: null, criteria: [], fallback: null, voters: [] };
  const literal = wholeLiteral(raw);
  if (literal !== undefined) {
    draft.decisions.push({ question: literal, ...none });
    return;
  }
  const text = undecorated(plain(raw)).replace(/^\d{1,2}[.)]\s+/, '');
  const dated = dateIn(draft, line, text);
  const bare = (dated?.rest || text).replace(/^decision(?: point)?\s*(?:#?\d+)?\s*[:：]\s*/i, '');
  draft.decisions.push({ question: bare || text, ...none, on: dated?.due ?? null });
}

/** Reads a line below a decision. The last key applies to the list after it. */
export function readDecision(draft: Draft, place: Place, line: number, raw: string): boolean {
  const { state, text, literal, pair, plainText } = entryIn(raw);
  const part = pair && partOf(pair.lead);
  const label = partOf(plain(text).replace(/\s*[:：]$/, ''));
  const decision = place.heading ? draft.decisions.at(-1) : undefined;
  if (!decision) return decisionInLine(draft, line, plain(text));
  if (label && /[:：]\s*(?:\*\*|__)?$/.test(text)) place.part = label;
  else if (pair && part) {
    if (place.depth === 0) place.part = part;
    addPart(draft, decision, line, { part, text: pair.rest });
  } else {
    const ended = place.depth === 0 && place.part === 'on' ? null : place.part;
    if (asks(place, decision, plainText))
      decision.question = isOnlyKind(decision.question) ? plainText : `${decision.question}: ${plainText}`;
    else if (pair && ifYes.test(pair.lead)) decision.question = `${decision.question} (${plainText})`;
    else if (ended === 'voters' && literal !== undefined) decision.voters.push(literal);
    else addPart(draft, decision, line, { part: (ended as Part | null) ?? 'criteria', text: plainText });
  }
  return state !== undefined || text !== '';
}

const ifYes = /^if (?:yes|go|approved)$/i;

/** Whether a line is the question of a decision whose heading has none. */
const asks = ({ depth, part }: Place, { question, criteria }: DocumentDecision, plainText: string) =>
  depth === 0 && part === null && criteria.length === 0 && /\?$/.test(plainText) && !/\?/.test(question);

/** Reads "- **Feb 14**: Go for launch?" in a section without headings. */
function decisionInLine(draft: Draft, line: number, text: string): boolean {
  const dated = dateIn(draft, line, text);
  const plainText = dated ? dated.rest : /\?$/.test(text) ? text : '';
  if (plainText === '') return false;
  const [question = '', ...more] = plainText.split(/\s*[;]\s*/);
  const isFallback = (one: string) => /^(?:fall-?back|otherwise|if no|else)/i.test(one);
  const fallback = more
    .find(isFallback)
    ?.replace(/^(?:fall-?back|otherwise|else|if no(?:t|-go)?):?,?\s*/i, '');
  const criteria = more.filter((one) => !isFallback(one)).map((one) => one.replace(/^criteria:?\s*/i, ''));
  const bare = question.replace(/^decision(?: point)?\s*(?:#?\d+)?\s*[:：]\s*/i, '');
  draft.decisions.push({
    question: bare,
    on: dated?.due ?? null,
    criteria,
    fallback: fallback ?? null,
    voters: [],
  });
  return true;
}

function addPart(
  draft: Draft,
  decision: DocumentDecision,
  line: number,
  { part, text }: { part: Part; text: string },
): void {
  switch (part) {
    case 'question':
      decision.question = isOnlyKind(decision.question) ? text : `${decision.question}: ${text}`;
      break;
    case 'criteria':
      decision.criteria.push(text);
      break;
    case 'fallback':
      decision.fallback = decision.fallback ? `${decision.fallback}; ${text}` : text;
      break;
    case 'on': {
      const found = dateIn(draft, line, text);
      decision.on = found?.due ?? decision.on;
      if (found?.rest !== '') decision.criteria.push(text);
      break;
    }
    case 'voters':
      decision.voters.push(...peopleIn(text));
      break;
    default:
      part satisfies never;
  }
}

/** Splits "Priya, @ana and Ben" into names. */
export const peopleIn = (text: string): string[] =>
  text
    .split(/\s*(?:[,;+&]|\band\b)\s*/)
    .map((name) => name.replace(/^@/, '').trim())
    .filter((name) => name !== '');

const isOnlyKind = (question: string) => /^(?:decision(?: point)?(?: #?\d+)?)?$/i.test(question);
