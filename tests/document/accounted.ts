import { layoutOf } from '../../src/document/read/layout.ts';
import type { PlanDocument } from '../../src/domain/documents/document.ts';

/** Every string of a value, however deep. */
function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) yield* stringsOf(one);
}

/**
 * The lines of a text that are nowhere in what was read of it: those with a long word that is in no
 * string and that are not listed. Heads of tables are structure, and so are headings: in a section of
 * risks they name no more than that.
 */
export function lostLines(text: string, document: PlanDocument): number[] {
  const held = [...stringsOf(document)].join('\n').toLowerCase();
  const listed = new Set(document.unread.map(({ line }) => line));
  return layoutOf(text, document.today)
    .lines.filter((line) => line.is !== 'heading' && !(line.is === 'row' && line.head) && !listed.has(line.n))
    .filter(({ raw }) => (raw.toLowerCase().match(/zz\p{L}+/gu) ?? []).some((word) => !held.includes(word)))
    .map(({ n }) => n);
}
