import type { Reader } from '../../dates/reader.ts';
import type { PlanDocument } from '../../domain/documents/document.ts';
import { type Outcome, rule } from '../../domain/outcome.ts';
import { linesOf } from './lines.ts';
import { maxCharacters, readDocument } from './read.ts';

/** Limit of milestones and items in one import. */
const maxEntries = 5_000;

/** The largest file that is read, in bytes. */
export const maxFileBytes = maxCharacters * 4;

/**
 * Reads the plan in a file (LCH-1). Refuses files that are not text (UTF-8, or UTF-16 with a byte order mark),
 * have no plan, or exceed the limits.
 */
export function readPlanFile(bytes: Uint8Array, today: string, by: Reader = {}): Outcome<PlanDocument> {
  const text = decodedText(bytes);
  return text === undefined ? noText : readPlanText(text, today, by);
}

/** Reads the plan in a text (LCH-1), with the same refusals. */
export function readPlanText(text: string, today: string, by: Reader = {}): Outcome<PlanDocument> {
  if (text.includes('\0')) return noText;
  if (text.replace(/^\uFEFF/, '').trim() === '') return rule('The document is empty.', whatPlansHave);
  const read = readDocument(text, today, by);
  if (!read.ok) return read;
  const entries = read.value.milestones.reduce((sum, { items }) => sum + 1 + items.length, 0);
  if (entries > maxEntries)
    return rule(
      `The document has ${entries} milestones and items; at most ${maxEntries} can be imported.`,
      'Nothing was imported. Import it in parts.',
    );
  return isOnlyHeadings(text) && !isDated(read.value)
    ? rule('The document has only headings.', whatPlansHave)
    : read;
}

const noText = rule('The file is not text.', 'Save the plan as Markdown or plain text in UTF-8.');
const whatPlansHave = 'A plan has headings with dates, and tasks below them.';

const isOnlyHeadings = (text: string) => linesOf(text).every(({ is }) => is === 'heading' || is === 'rule');

const isDated = ({ milestones }: PlanDocument) => milestones.some(({ due }) => due !== null);

/** Decodes a file; undefined if it is not text. */
export function decodedText(bytes: Uint8Array): string | undefined {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  try {
    const text = new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
