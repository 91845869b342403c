import { namedDays, namedSpans } from './english.ts';
import { ideographic, orderedFigures, plainFigures, shortFigures } from './figures.ts';
import type { Form } from './form.ts';
import { foreignDays, foreignMonths, foreignSpans } from './languages.ts';
import { periods } from './periods.ts';

/** The ways to write a date; spans stand before days, so that a span that cannot be takes its days with it. */
export const forms: readonly Form[] = [
  ...plainFigures,
  ...ideographic,
  ...namedSpans,
  ...foreignSpans,
  ...namedDays,
  ...foreignDays,
  ...orderedFigures,
  ...shortFigures,
  ...periods,
  ...foreignMonths,
];
