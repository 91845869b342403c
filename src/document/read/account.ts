import { isUnclear } from '../../dates/forms/languages.ts';
import { monthNames, weekdayNames } from '../../dates/names.ts';
import { type Draft, documentOf } from './draft.ts';
import { plain } from './inline.ts';
import type { Line } from './lines.ts';

/** The names of months and weekdays in all supported languages, and the words used with them. */
const namesOfDates = () => [
  ...[...monthNames, ...weekdayNames].flatMap(({ text }) =>
    isUnclear(text) ? [] : text.toLowerCase().split('-'),
  ),
  ...'de del le el il den bis zum avant até entro er'.split(' '),
];

/** Words that may end up in a date, state or priority instead of a text. */
const knownWords = new Set(
  `tues thur thurs today current date dates day days updated last modified revised as of target
  launch go live golive release ship start starts starting begin begins kick off kickoff end ends finish due
  by on at until before from to through and or the a is be must deadline when eta timeline duration period
  window owner owners owned lead assignee assigned dri responsible who driver status state done complete
  completed finished shipped in progress wip ongoing started doing blocked waiting pending upcoming planned
  not yet hold priority prio p0 p1 p2 p3 share payment weight criteria criterion conditions requirements
  fallback fall back if no nogo otherwise decision question point voters makers deciders approvers risk
  level severity high medium low critical resolved resolve resolution goal metric then trigger condition action
  week weeks kw cw calendar quarter month q1 q2 q3 q4 h1 h2 early mid late am pm cut cancelled canceled dropped failed
  todo open x th st nd rd s t title med moderate minor severe normal highest lowest urgent decide decided delivered ships launched`
    .split(/\s+/)
    .concat(namesOfDates()),
);

/**
 * Adds to `unread` every line with a word that is nowhere in the draft, so that no line is lost
 * silently (LCH-1).
 */
export function listUnheldLines(draft: Draft, lines: Line[]): void {
  const held = new Set<string>();
  const document = { ...documentOf(draft), unread: [], remarks: [] };
  for (const text of stringsOf(document)) for (const word of wordsOf(text)) held.add(word);
  const listed = new Set(draft.unread.map(({ line }) => line));
  for (const line of lines) {
    if (listed.has(line.n) || draft.structure.has(line.n) || line.is === 'other' || line.is === 'rule')
      continue;
    const lost = wordsOf(textOf(line)).some(
      (word) => !held.has(word) && !knownWords.has(word) && !isRowNumber.test(word),
    );
    if (lost) draft.unread.push({ line: line.n, text: line.raw.trim() });
  }
  draft.unread.sort((a, b) => a.line - b.line);
}

/** "R1", "T4": the number of a row; "年3月1日": a date. */
const isRowNumber = /^(?:\p{L}\d{1,3}|[年月日号\d]+)$/u;

function textOf(line: Line): string {
  const text = line.is === 'row' ? line.cells.join(' ') : 'text' in line ? line.text : '';
  return /[<&]/.test(text) ? plain(text) : text;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}[\p{L}\p{M}\d]*|\d{5,}/gu) ?? [];

/** Every string of a value, however deep. */
function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) yield* stringsOf(part);
}
