import { findDate, yearFromOf } from './dates.ts';
import { type Draft, pairsOf } from './draft.ts';
import { plain, wholeLiteral } from './inline.ts';
import type { Line } from './lines.ts';
import { undecorated } from './marks.ts';

/** Keys of the document's own dates; the second pattern counts only before the first heading. */
const keys = {
  today: [
    /^(?:current date|today|today['’]s date|last (?:updated?|modified|revised)|updated|as of|document date|status as of)$/i,
    /^(?:date|revised|modified|prepared(?: on)?|created)$/i,
  ],
  target: [
    /^(?:(?:target |planned |official )?launch(?: date| day| target)?|go-?live(?: date)?|target (?:date|launch(?: date)?|go-?live))$/i,
    /^(?:launches|target|release(?: date)?|ship date|deadline)$/i,
  ],
  begins: [
    /^(?:project start|sprint dates?)$/i,
    /^(?:start(?:ing|s)?(?: date)?|kick-?off(?: date)?|begins?|dates)$/i,
  ],
} as const;
type OwnDay = keyof typeof keys;

/** Returns the own date that a key names. `isOpening`: before the first heading. */
export const dayNamed = (lead: string, isOpening: boolean): OwnDay | undefined =>
  (['today', 'target', 'begins'] as const).find((day) =>
    keys[day].some((words, at) => words.test(lead) && (at === 0 || isOpening)),
  );

/** The value that export writes for a project without a launch date. */
export const notSet = 'not set';

/** Finds the dates that others are relative to, anywhere in the document, and sets them in the draft. */
export function findOwnDays(draft: Draft, lines: readonly Line[], title: Line | null): void {
  const body = lines.find((line) => line.is === 'heading' && line !== title)?.n ?? Number.POSITIVE_INFINITY;
  const pairs = lines.flatMap((line) => keysOf(line).map((pair) => ({ ...pair, isOpening: line.n < body })));
  const dayOf = (day: OwnDay) => {
    for (const { lead, rest, isOpening } of pairs) {
      const found = dayNamed(lead, isOpening) === day ? findDate(rest, draft) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  const own = dayOf('today')?.due;
  if (own) draft.today = own;
  else draft.yearFrom = yearFromOf(lines.flatMap(textsOf), draft);
  const isOpen = pairs.some(({ lead, rest }) => dayNamed(lead, false) === 'target' && rest === notSet);
  draft.target = isOpen ? null : (dayOf('target')?.due ?? launchDay(lines, draft) ?? null);
  draft.launch = draft.target;
  const begins = dayOf('begins');
  draft.begins = begins?.start ?? begins?.due ?? own ?? null;
}

/** Whether a text is nothing but own dates that `findOwnDays` found. */
export function isOwnDay(draft: Draft, text: string, isOpening: boolean): boolean {
  const pairs = pairsIn(text);
  const isOwn =
    pairs.length > 0 &&
    pairs.every(({ lead, rest }) => {
      const day = dayNamed(lead, isOpening);
      if (day === 'target' && rest === notSet) return draft.target === null;
      const found = day && findDate(rest, draft);
      return (
        found?.rest === '' &&
        draft[day ?? 'today'] === (day === 'begins' ? (found.start ?? found.due) : found.due)
      );
    });
  // a plan has no field for the start day, so the text is kept in the description
  if (isOwn && pairs.some(({ lead }) => dayNamed(lead, isOpening) === 'begins'))
    draft.description.push(plain(text));
  return isOwn;
}

/** Returns the keys and values of a line that can be fields of the document. */
export function keysOf(line: Line): { lead: string; rest: string }[] {
  if (line.is === 'row') return pairsOf(fieldIn(line.cells) ?? '');
  return line.is === 'prose' || line.is === 'item' || line.is === 'meta' ? pairsIn(line.text) : [];
}

/** Joins two cells to `key: value`; undefined for another number of cells or a literal key. */
export const fieldIn = (cells: readonly string[]): string | undefined => {
  const [key = '', value = ''] = cells;
  return cells.length === 2 && wholeLiteral(key) === undefined ? `${plain(key)}: ${plain(value)}` : undefined;
};

const pairsIn = (text: string) => pairsOf(text.replace(/^\*([^*]+)\*$/, '$1').replace(/^_([^_]+)_$/, '$1'));

/** Returns the texts of a line. */
export const textsOf = (line: Line): readonly string[] =>
  line.is === 'other' ? [] : line.is === 'row' ? line.cells : [line.raw.trim()];

/** Returns the date of the first heading, row or line about the launch. */
function launchDay(lines: readonly Line[], draft: Draft): string | undefined {
  for (const line of lines) {
    if (line.is === 'other' || line.is === 'rule') continue;
    const text = undecorated(plain(line.is === 'row' ? line.cells.join(' ') : line.text));
    const isLaunch =
      line.is === 'heading'
        ? /\b(?:launch day|launch date|go-?live|release day|launch)\b/i.test(text) &&
          !/\b(?:post|pre|after|before|soft|beta|until|to)\b/i.test(text)
        : /\blaunch day\b|\bgo-?live\b|^(?:.{0,16}\s)?LAUNCH!?$/.test(text) && text.length < 80;
    const found = isLaunch ? findDate(text, draft) : undefined;
    if (found && found.start === null) return found.due;
  }
  return undefined;
}
