import type { DocumentRisk } from '../../../domain/documents/document.ts';
import { findDate } from '../dates.ts';
import { type Draft, dateIn, type Place } from '../draft.ts';
import { plain } from '../inline.ts';
import { entryIn, ownerOf } from '../marks.ts';

const levels: [RegExp, NonNullable<DocumentRisk['level']>][] = [
  [/🔴|\b(?:high|critical|severe|p0)\b/iu, 'high'],
  [/🟡|🟠|\b(?:medium|moderate|med)\b/iu, 'medium'],
  [/🟢|\b(?:low|minor)\b/iu, 'low'],
];

/** Returns the level that a word or sign means; else null. */
export const levelOf = (text: string): DocumentRisk['level'] =>
  levels.find(([words]) => words.test(text))?.[1] ?? null;

const word = '(high|critical|severe|medium|moderate|med|low|minor)';
const sign = /^[🔴🟠🟡🟢⚠]\uFE0F?\s*/u;
const tagged = new RegExp(
  `^(?:[([]\\s*)?${word}(?:\\s+risk)?(?:\\s*[)\\]]\\s*[:：–—-]?|\\s*[:：–—-])\\s*(.+)$`,
  'i',
);
const trailing = new RegExp(
  `\\s*(?:[([]\\s*${word}(?:\\s+risk)?\\s*[)\\]]|[.,;–—-]?\\s*\\b(?:risk level|level|severity)\\s*[:：]\\s*${word})\\.?\\s*$`,
  'i',
);
const byDay =
  /^[\s.,;–—-]*[([]?\s*(?:(?:must be |needs to be |to be )?(?:resolved?|settled?|mitigated?|closed?|due)\s*)?(?:by|before|until)\b/i;
const resolve =
  /[\s.,;([–—-]*\b(?:must be |needs to be |to be )?(?:resolved?|settled?|mitigated?|closed?)[\s:.)\]]*$/i;

/** Keys of the fields and details of a risk. */
const isLevel = /^(?:risk level|level|severity|rating)$/i;
const isDay =
  /^(?:(?:must be )?resolved? by|must be resolved by|deadline|due(?: date)?|by|date|settled? by|target date)$/i;
const isOwner = /^(?:owner|assignee|responsible|dri|lead)$/i;
const isMore =
  /^(?:mitigations?(?: plan)?|impact|likelihood|probability|description|contingency|trigger|status|response|plan|action|note)$/i;

/** Reads a risk, with the level and date of its own or of its heading, or a detail of the last one. */
export function readRisk(draft: Draft, place: Place, line: number, raw: string): boolean {
  const { heading, depth } = place;
  const { text, literal, pair } = entryIn(raw);
  if (literal !== undefined) {
    draft.risks.push({ text: literal, ...headingFields(heading), owner: null, milestone: null });
    return true;
  }
  const says = pair && [isLevel, isDay, isOwner, isMore].some((key) => key.test(pair.lead));
  if (says && heading && !heading.used && !isGroup(heading)) {
    draft.risks.push({ text: heading.text, ...headingFields(heading), owner: null, milestone: null });
    heading.used = true;
  }
  const last = draft.risks.at(-1);
  if (last && (says || depth > 0)) {
    addDetail(draft, last, line, pair, plain(text));
    return true;
  }
  draft.risks.push(riskOf(draft, line, raw, text, heading));
  if (heading) heading.used = true;
  return true;
}

const headingFields = (heading: Place['heading']) => ({
  level: levelOf(heading?.text ?? ''),
  resolveBy: heading?.date ?? null,
});

/** Whether a heading groups risks instead of naming one: "High risk (must be resolved by Feb 12)". */
const isGroup = ({ text }: NonNullable<Place['heading']>) =>
  text
    .replaceAll(
      /\([^)]*\)|\b(?:high|critical|severe|medium|moderate|low|minor|risks?|items?|priority|impact|must|be|resolved?|by|technical|business|market|operational|external|internal|product)\b|[^\p{L}]/giu,
      '',
    )
    .trim() === '';

function riskOf(
  draft: Draft,
  line: number,
  raw: string,
  text: string,
  heading: Place['heading'],
): DocumentRisk {
  const owned = ownerOf(plain(text));
  const dated = dateIn(draft, line, owned.rest);
  const settles = dated && byDay.test(owned.rest.slice(alike(owned.rest, dated.rest)));
  let words = (settles ? dated.rest.replace(resolve, '') : owned.rest).replace(sign, '');
  const first = tagged.exec(words);
  words = first?.[2] ?? words;
  const last = trailing.exec(words);
  if (last && last.index > 0) words = words.slice(0, last.index);
  const shown = sign.exec(raw.trim())?.[0] ?? '';
  const own = levelOf(first?.[1] ?? last?.[1] ?? last?.[2] ?? '') ?? levelOf(shown);
  return {
    text: words,
    level: own ?? levelOf(heading?.text ?? ''),
    resolveBy: settledBy(draft, owned.rest) ?? dated?.due ?? heading?.date ?? null,
    owner: owned.owner,
    milestone: null,
  };
}

/** Returns the date after the first "by" with one: "expires Mar 1, must be renewed by Feb 20". */
function settledBy(draft: Draft, text: string): string | undefined {
  for (const { index, 0: word } of text.slice(0, 400).matchAll(/\b(?:by|before|until)\s+/gi)) {
    const found = findDate(text.slice(index + word.length).slice(0, 40), draft);
    if (found) return found.due;
  }
  return undefined;
}

/** Length of the common prefix of two texts. */
function alike(text: string, rest: string): number {
  let at = 0;
  while (at < rest.length && text[at] === rest[at]) at += 1;
  return at;
}

function addDetail(
  draft: Draft,
  risk: DocumentRisk,
  line: number,
  pair: { lead: string; rest: string } | undefined,
  text: string,
): void {
  if (pair && isOwner.test(pair.lead)) risk.owner = pair.rest.replace(/^@/, '');
  else if (pair && isLevel.test(pair.lead) && levelOf(pair.rest)) risk.level = levelOf(pair.rest);
  else if (pair && isDay.test(pair.lead)) {
    const found = dateIn(draft, line, pair.rest);
    risk.resolveBy = found?.due ?? risk.resolveBy;
    if (found?.rest !== '') risk.text = `${risk.text}; ${text}`;
  } else {
    if (pair && /^impact$/i.test(pair.lead)) risk.level ??= levelOf(pair.rest);
    risk.text = `${risk.text}; ${text}`;
  }
}
