import { orderedFigures, shortFigures } from './forms/figures.ts';
import type { Part } from './forms/form.ts';
import type { FigureOrder } from './policy.ts';

/** What the dates in figures of some texts say of their order. */
type Figures = {
  /** A day above 12 stands first in some (`day`) or second (`month`); undefined where none or both do. */
  order: Exclude<FigureOrder, 'ask'> | undefined;
  /** The first date that could be two, as it is written. */
  example: string | undefined;
};

const forms = [...orderedFigures, ...shortFigures].map(({ find, read }) => ({
  read,
  find: new RegExp(find.source, 'giu'),
}));

/** Only the beginning of a long text is searched, in characters. */
const maxSearched = 400;
const unordered = { today: '2000-01-01', year: { is: 'nearest' }, order: 'day' } as const;
const isMonth = ({ m }: Part) => m >= 1 && m <= 12;

/** Looks through the dates in figures of several texts, such as the lines of a document. */
export function figuresIn(texts: readonly string[]): Figures {
  const said = new Set<Part['figures']>();
  let example: string | undefined;
  for (const text of texts) {
    if (!/\d[/-]\d/.test(text)) continue;
    for (const { find, read } of forms)
      for (const found of text.slice(0, maxSearched).matchAll(find)) {
        const span = read(found, unordered);
        for (const part of span && isMonth(span.from) && isMonth(span.until) ? [span.from, span.until] : []) {
          said.add(part.figures);
          if (part.figures === 'either') example ??= found[0].trim();
        }
      }
  }
  const [day, month] = [said.has('day'), said.has('month')];
  return { order: day === month ? undefined : day ? 'day' : 'month', example };
}
