import { orderedFigures, shortFigures } from './forms/figures.ts';
import type { Part } from './forms/form.ts';
import type { FigureOrder } from './policy.ts';

/** What numeric dates in some texts show about the order of day and month. */
type Figures = {
  /** Whether numbers above 12 come first (`day`) or second (`month`); undefined if neither or both. */
  order: Exclude<FigureOrder, 'ask'> | undefined;
  /** The first ambiguous date, as written. */
  example: string | undefined;
};

const forms = [...orderedFigures, ...shortFigures].map(({ find, read }) => ({
  read,
  find: new RegExp(find.source, 'giu'),
}));

/** How much of a text is searched. */
const maxSearched = 400;
const unordered = { today: '2000-01-01', year: { is: 'nearest' }, order: 'day' } as const;
const isMonth = ({ m }: Part) => m >= 1 && m <= 12;

/** Examines the numeric dates in several texts, such as the lines of a document. */
export function figuresIn(texts: readonly string[]): Figures {
  const seen = new Set<Part['figures']>();
  let example: string | undefined;
  for (const text of texts) {
    if (!/\d[/-]\d/.test(text)) continue;
    for (const { find, read } of forms)
      for (const found of text.slice(0, maxSearched).matchAll(find)) {
        const span = read(found, unordered);
        for (const part of span && isMonth(span.from) && isMonth(span.until) ? [span.from, span.until] : []) {
          seen.add(part.figures);
          if (part.figures === 'either') example ??= found[0].trim();
        }
      }
  }
  const [day, month] = [seen.has('day'), seen.has('month')];
  return { order: day === month ? undefined : day ? 'day' : 'month', example };
}
